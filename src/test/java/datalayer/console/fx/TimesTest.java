package datalayer.console.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimesTest {

  private static final Instant AT = Instant.parse("2026-11-19T13:46:05Z");

  @Test
  void timesAreUtcAndEnglishWhateverTheMachineSays() {
    assertThat(Times.clock(AT)).isEqualTo("13:46:05");
    assertThat(Times.weekdayAndDate(AT)).isEqualTo("Thu 19 Nov 2026");
    assertThat(Times.weekdayAndMinute(AT)).isEqualTo("Thu 19 Nov 13:46");
    assertThat(Times.input(AT)).isEqualTo("2026-11-19 13:46");
  }

  @Test
  void aTimeOfTodayIsShort() {
    Instant now = Instant.parse("2026-11-19T14:07:32Z");
    assertThat(Times.shortly(AT, now)).isEqualTo("13:46");
    assertThat(Times.shortly(Instant.parse("2026-11-18T13:46:00Z"), now)).isEqualTo("18 Nov");
    assertThat(Times.shortly(Instant.parse("2025-11-18T13:46:00Z"), now)).isEqualTo("18 Nov 2025");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-19 13:46, 2026-11-19T13:46:00Z",
    "2026-11-19T13:46Z, 2026-11-19T13:46:00Z",
    "' 2026-2-1 ', 2026-02-01T00:00:00Z",
    "2026-02, 2026-02-01T00:00:00Z"
  })
  void typedTimes(String typed, String expected) {
    assertThat(Times.parse(typed)).isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-13-01, There is no month 13. Write it as 2026-12-01.",
    "2026-02-30, There is no day 30 in that month; it has 28 days.",
    "2026-02-03 25:00, There is no time 25:00. Write it as 13:46.",
    "yesterday, Write it as 2026-11-19 or 2026-11-19 13:46."
  })
  void wrongTimesAreNamed(String typed, String message) {
    assertThatThrownBy(() -> Times.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
