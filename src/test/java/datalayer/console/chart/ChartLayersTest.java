package datalayer.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.FixtureStreams;
import datalayer.console.MovingClock;
import datalayer.console.SimulatedControl;
import datalayer.console.TestingCards;
import datalayer.console.TestingWork;
import datalayer.console.fx.FxThread;
import datalayer.console.fx.Settings;
import datalayer.console.theme.Theme;
import datalayer.feed.LiveBar;
import datalayer.market.Amount;
import datalayer.market.Bar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** What goes by with time is on a layer of its own, and painting it again adds nothing. */
final class ChartLayersTest {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 500;

  /** Right of the line along the price axis, where its labels are. */
  private static final int AXIS = WIDTH - 70;

  /** Rows of the least and the highest digits, and half of those of the pointer's tag. */
  private static final int LEAST_LABEL = 8;

  private static final int MOST_LABEL = 14;
  private static final int TAG_HALF = 11;
  private static final Duration SINCE = Duration.ofSeconds(32);

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-19T14:07:32Z"));
  private final TestingWork work = new TestingWork();
  private final SimulatedControl control = SimulatedControl.fixture(clock);
  private final ChartViewModel model =
      new ChartViewModel(
          control, work, Settings.inMemory(), clock, new TestingCards().card(control, work));

  @BeforeAll
  static void toolkit() throws Exception {
    assertThat(FxToolkit.registerPrimaryStage()).isNotNull();
  }

  @Test
  void aLiveHoleLooksTheSameHoweverOftenTheClockTicks() {
    int[][] pictures =
        FxThread.ask(() -> {
          ChartCanvas canvas = new ChartCanvas(model, new SimpleObjectProperty<>(Theme.DARK));
          Scene scene = new Scene(new StackPane(canvas), WIDTH, HEIGHT);
          show();
          int[] without = picture(scene);
          control.stream(List.of(FixtureStreams.late("Binance spot", FixtureStreams.BTC, SINCE)));
          show();
          int[] first = picture(scene);
          canvas.tick();
          picture(scene);
          canvas.tick();
          return new int[][] {without, first, picture(scene)};
        });
    assertThat(pictures[1]).as("the hole is drawn").isNotEqualTo(pictures[0]);
    assertThat(pictures[2]).as("and drawn once").isEqualTo(pictures[1]);
    assertThat(Objects.requireNonNull(model.live().holeProperty().get()).isOpen()).isTrue();
  }

  @Test
  void whatFollowsPointerAndPriceLeavesNothingBehind() {
    LiveBar bar = control.running(FixtureStreams.BTC).orElseThrow();
    int[][] pictures =
        FxThread.ask(() -> {
          ChartCanvas canvas = new ChartCanvas(model, new SimpleObjectProperty<>(Theme.DARK));
          Scene scene = new Scene(new StackPane(canvas), WIDTH, HEIGHT);
          show();
          int[] without = picture(scene);
          model.viewport().point(300, 120);
          int[] pointed = picture(scene);
          model.viewport().point(520, 260);
          picture(scene);
          model.viewport().point(300, 120);
          int[] again = picture(scene);
          model.viewport().unpoint();
          int[] gone = picture(scene);
          control.tell(withClose(bar, "93800.1"));
          show();
          int[] moved = picture(scene);
          control.tell(bar);
          show();
          return new int[][] {without, pointed, again, gone, moved, picture(scene)};
        });
    assertThat(pictures[1]).as("the crosshair is drawn").isNotEqualTo(pictures[0]);
    assertThat(pictures[2]).as("and drawn once").isEqualTo(pictures[1]);
    assertThat(pictures[3]).as("and gone").isEqualTo(pictures[0]);
    assertThat(pictures[4]).as("the running bar moves").isNotEqualTo(pictures[0]);
    assertThat(pictures[5]).as("and back").isEqualTo(pictures[0]);
  }

  /** A tag that stands on the price axis hides a label whole or leaves it whole. */
  @Test
  void noPriceLabelIsCut() {
    LiveBar bar = control.running(FixtureStreams.BTC).orElseThrow();
    Set<String> cut = new TreeSet<>();
    FxThread.run(() -> {
      ChartCanvas canvas = new ChartCanvas(model, new SimpleObjectProperty<>(Theme.DARK));
      Scene scene = new Scene(new StackPane(canvas), WIDTH, HEIGHT);
      show();
      model.viewport().unpoint();
      for (String close : List.of("93790.5", "93730.5")) {
        control.tell(withClose(bar, close));
        show();
        int[] labelled = picture(scene);
        List<int[]> labels = labels(labelled);
        assertThat(labels).as("labels with a close of " + close).hasSizeGreaterThan(2);
        labels.stream()
            .filter(rows -> rows[1] - rows[0] < LEAST_LABEL)
            .forEach(rows -> cut.add("close %s: %s".formatted(close, Arrays.toString(rows))));
        for (int y = 40; y < 300; y += 4) {
          model.viewport().point(300, y);
          int[] pointed = picture(scene);
          for (int[] rows : labels) {
            if (isCut(labelled, pointed, rows, y)) {
              cut.add("close %s, pointer %d: %s".formatted(close, y, Arrays.toString(rows)));
            }
          }
        }
        model.viewport().unpoint();
      }
    });
    assertThat(cut).isEmpty();
  }

  @Test
  void aPriceThatMovesUnderAPointerAtRestLooksAsIfThePointerHadComeLater() {
    LiveBar bar = control.running(FixtureStreams.BTC).orElseThrow();
    Set<String> other = new TreeSet<>();
    FxThread.run(() -> {
      ChartCanvas canvas = new ChartCanvas(model, new SimpleObjectProperty<>(Theme.DARK));
      Scene scene = new Scene(new StackPane(canvas), WIDTH, HEIGHT);
      show();
      picture(scene);
      for (int y = 40; y < 300; y += 8) {
        control.tell(withClose(bar, "93790.5"));
        show();
        model.viewport().point(300, y);
        picture(scene);
        control.tell(withClose(bar, "93730.5"));
        show();
        int[] moved = picture(scene);
        model.viewport().unpoint();
        picture(scene);
        model.viewport().point(300, y);
        if (!Arrays.equals(moved, picture(scene))) {
          other.add("pointer " + y);
        }
      }
    });
    assertThat(other).isEmpty();
  }

  /** The rows, from and to, of what is written or drawn beside the prices. */
  private static List<int[]> labels(int[] pixels) {
    List<int[]> all = new ArrayList<>();
    int from = -1;
    for (int y = 0; y < new ChartLayout(WIDTH, HEIGHT).divider(); y++) {
      boolean empty = isEmpty(pixels, y);
      if (!empty && from < 0) {
        from = y;
      } else if (empty && from >= 0) {
        all.add(new int[] {from, y});
        from = -1;
      }
    }
    return all;
  }

  /** Whether the part of it that is not under the tag is there in part only. */
  private static boolean isCut(int[] before, int[] now, int[] rows, int pointer) {
    boolean kept = false;
    boolean hidden = false;
    for (int y = rows[0]; y < rows[1]; y++) {
      if (Math.abs(y - pointer) > TAG_HALF) {
        kept |= isSame(before, now, y);
        hidden |= !isSame(before, now, y);
      }
    }
    boolean touched = rows[1] > pointer - TAG_HALF && rows[0] <= pointer + TAG_HALF;
    boolean tag = rows[1] - rows[0] > MOST_LABEL;
    return tag ? hidden : kept && (hidden || touched);
  }

  private static boolean isEmpty(int[] pixels, int y) {
    return IntStream.range(AXIS, WIDTH).allMatch(x -> pixels[y * WIDTH + x] == pixels[AXIS]);
  }

  private static boolean isSame(int[] one, int[] other, int y) {
    return Arrays.equals(
        one, y * WIDTH + AXIS, (y + 1) * WIDTH, other, y * WIDTH + AXIS, (y + 1) * WIDTH);
  }

  private static LiveBar withClose(LiveBar live, String close) {
    Bar bar = live.bar();
    return new LiveBar(
        live.series(),
        new Bar(
            bar.openTime(),
            bar.open(),
            bar.high(),
            bar.low(),
            Amount.parse(close),
            bar.volume(),
            null,
            Bar.NOT_GIVEN,
            null,
            null),
        false,
        live.eventTime(),
        live.receivedAt());
  }

  private static int[] picture(Scene scene) {
    scene.snapshot(null);
    WritableImage image = scene.snapshot(null);
    int[] pixels = new int[WIDTH * HEIGHT];
    image
        .getPixelReader()
        .getPixels(0, 0, WIDTH, HEIGHT, PixelFormat.getIntArgbInstance(), pixels, 0, WIDTH);
    return pixels;
  }

  private void show() {
    work.finish();
    model.accept(control.snapshot());
    work.finish();
  }
}
