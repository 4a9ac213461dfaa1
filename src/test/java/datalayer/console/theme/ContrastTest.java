package datalayer.console.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import datalayer.console.theme.Tokens.Token;
import datalayer.console.theme.Tokens.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every colour is legible on everything it is put on, by the WCAG formula. */
final class ContrastTest {

  private static final Map<String, String> GROUNDS =
      Map.ofEntries(
          Map.entry("window", "-dl-bg-window"),
          Map.entry("panel", "-color-bg-default"),
          Map.entry("card", "-color-bg-overlay"),
          Map.entry("control", "-color-bg-subtle"),
          Map.entry("canvas", "-color-bg-inset"),
          Map.entry("selection", "-color-accent-subtle"),
          Map.entry("accent", "-color-accent-emphasis"),
          Map.entry("danger", "-color-danger-emphasis"),
          Map.entry("missing", "-dl-missing"),
          Map.entry("bad", "-color-danger-fg"),
          Map.entry("ok", "-color-success-fg"),
          Map.entry("warn", "-color-warning-fg"),
          Map.entry("up", "-dl-up"),
          Map.entry("down", "-dl-down"));

  @TestFactory
  Stream<DynamicTest> everyTokenIsLegible() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Theme theme : Theme.values()) {
      for (Token token : Tokens.all()) {
        if (token.use() != Use.DECORATION) {
          tests.add(
              DynamicTest.dynamicTest(
                  theme.label() + " " + token.name(),
                  () -> assertThat(lowest(token, theme)).isGreaterThanOrEqualTo(least(token))));
        }
      }
    }
    return tests.stream();
  }

  private static double least(Token token) {
    return token.use().contrast();
  }

  /** The figures that the visual target states. */
  @ParameterizedTest
  @CsvSource({
    "-dl-border-control, 4.1, 3.4",
    "-color-fg-default, 11.3, 14.4",
    "-color-fg-muted, 6.8, 7.3",
    "-color-fg-subtle, 5.7, 5.2",
    "-color-accent-fg, 6.0, 5.6",
    "-color-success-fg, 7.4, 5.2",
    "-color-warning-fg, 8.6, 5.3",
    "-color-danger-fg, 5.4, 4.8",
    "-dl-on-state, 6.4, 4.7",
    "-dl-up, 10.5, 4.9",
    "-dl-down, 6.4, 4.7",
    "-dl-missing, 6.6, 5.7",
    "-dl-outage, 6.7, 5.5",
    "-dl-amend, 8.8, 6.3",
    "-dl-complete, 3.0, 3.2",
    "-dl-degraded, 8.6, 3.8",
    "-dl-pending, 7.9, 5.8",
    "-dl-empty, 5.7, 6.1",
    "-dl-src-archive, 3.8, 8.5",
    "-dl-src-rest, 7.2, 4.2",
    "-dl-src-socket, 13.3, 3.3",
    "-dl-cross, 6.7, 6.1"
  })
  void figuresAreThoseOfTheTarget(String name, double dark, double light) {
    assertThat(lowest(Tokens.named(name), Theme.DARK)).isCloseTo(dark, within(0.06));
    assertThat(lowest(Tokens.named(name), Theme.LIGHT)).isCloseTo(light, within(0.06));
  }

  private static double lowest(Token token, Theme theme) {
    return token.on().stream()
        .mapToDouble(ground -> {
          String name = Objects.requireNonNull(GROUNDS.get(ground), ground);
          return contrast(token.in(theme), Tokens.named(name).in(theme));
        })
        .min()
        .orElseThrow();
  }

  private static double contrast(String a, String b) {
    double light = Math.max(luminance(a), luminance(b));
    double dark = Math.min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
  }

  private static double luminance(String hex) {
    int rgb = Integer.parseInt(hex.substring(1), 16);
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double value = (channel & 0xff) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
