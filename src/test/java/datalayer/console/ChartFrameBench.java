package datalayer.console;

import datalayer.console.chart.ChartData;
import datalayer.console.chart.ChartPainter;
import datalayer.console.chart.Coverage;
import datalayer.console.chart.TimeScale;
import datalayer.console.fx.FxThread;
import datalayer.console.fx.Surface;
import datalayer.console.theme.Palette;
import datalayer.console.theme.Theme;
import datalayer.control.BarColumns;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

/**
 * What a frame of the chart costs with five million bars loaded: CPU time of the FX thread and of
 * the render thread, per frame, at several zooms, beside a surface that shows nothing: what this
 * machine takes to fill, copy and hand over as many pixels. Prints one line each and, at the end,
 * how far they vary and the worst.
 */
public final class ChartFrameBench {

  private static final long MINUTE = 60_000;
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 700;
  private static final int WARM_UP = 200;
  private static final int FRAMES = 240;
  private static final String EMPTY = "an empty surface";

  private final ChartPainter painter = new ChartPainter();
  private final Surface surface =
      Surface.covered((g, width, height) -> {
        if (bare()) {
          g.setFill(palette().canvas());
          g.fillRect(0, 0, width, height);
        } else {
          painter.paint(g, width, height, data(), view(), palette(), true);
        }
      });
  private final ChartData loaded;
  private final Rounds rounds = new Rounds();
  private boolean bare;
  private TimeScale view;

  private ChartFrameBench(ChartData loaded) {
    this.loaded = loaded;
    view = TimeScale.showing(loaded.extent(), WIDTH - 76);
  }

  /**
   * @param arguments how many bars to load; five million when there is none
   */
  public static void main(String[] arguments) throws InterruptedException {
    int bars = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000_000;
    // One frame after the other, as while somebody drags: between pulses a processor goes to sleep.
    System.setProperty("javafx.animation.fullspeed", "true");
    System.out.println(Rounds.machine());
    Platform.startup(() -> {});
    try {
      long began = System.nanoTime();
      ChartData data = load(bars);
      System.out.printf(
          "loaded %,d bars in %d ms%n", bars, (System.nanoTime() - began) / 1_000_000);
      double worst = new ChartFrameBench(data).run();
      System.out.printf("worst median %.2f ms per frame, FX and render threads together%n", worst);
    } finally {
      Platform.exit();
    }
  }

  private double run() throws InterruptedException {
    FxThread.run(() -> {
      Pane pane = new Pane(surface);
      surface.resize(WIDTH, HEIGHT);
      Stage stage = new Stage();
      stage.setScene(new Scene(pane, WIDTH, HEIGHT));
      stage.setX(0);
      stage.setY(0);
      stage.show();
    });
    Map<String, IntFunction<TimeScale>> cases = cases();
    bare = true;
    drive(WARM_UP, frame -> view);
    bare = false;
    // every case once before the first is measured, or the first would pay for the compiler
    for (IntFunction<TimeScale> one : cases.values()) {
      drive(WARM_UP, one);
    }
    for (int round = 0; round < Rounds.wanted(); round++) {
      bare = true;
      measure(EMPTY, frame -> view);
      bare = false;
      for (var one : cases.entrySet()) {
        measure(one.getKey(), one.getValue());
      }
    }
    System.out.println(rounds.line(EMPTY, "ms"));
    cases.keySet().forEach(name -> System.out.println(rounds.line(name, "ms")));
    return cases.keySet().stream().mapToDouble(rounds::median).max().orElse(0);
  }

  private Map<String, IntFunction<TimeScale>> cases() {
    double end = loaded.extent().to().toEpochMilli();
    double all = (double) loaded.extent().duration().toMillis() / (WIDTH - 76);
    Map<String, IntFunction<TimeScale>> cases = new LinkedHashMap<>();
    cases.put("fit all", frame -> shift(end - 0.98 * all * WIDTH, all, frame));
    cases.put("half", frame -> shift(end - 400 * all, all / 2, frame));
    for (int visible : new int[] {100_000, 10_000, 1_000, 150}) {
      cases.put("%,d visible".formatted(visible), frame -> bars(end, visible, frame));
    }
    cases.put("panning 150", f -> shift(end - 4e8 + 12L * f * MINUTE / 6.0, MINUTE / 6.0, 0));
    return cases;
  }

  private TimeScale bars(double end, int visible, int frame) {
    double perPixel = visible * (double) MINUTE / (WIDTH - 76);
    return shift(end - visible * (double) MINUTE, perPixel, frame);
  }

  /** A little further with each frame, so that no frame is like the one before. */
  private static TimeScale shift(double from, double perPixel, int frame) {
    return new TimeScale(from - frame % 60 * perPixel, perPixel, WIDTH - 76);
  }

  private void measure(String name, IntFunction<TimeScale> views) throws InterruptedException {
    PaintCpu before = PaintCpu.now();
    drive(FRAMES, views);
    PaintCpu used = PaintCpu.now().since(before);
    double fx = used.fxMillis(FRAMES);
    double render = used.renderMillis(FRAMES);
    System.out.printf("%-16s FX %.2f + render %.2f = %.2f ms%n", name, fx, render, fx + render);
    rounds.add(name, fx + render);
  }

  private void drive(int frames, IntFunction<TimeScale> views) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    FxThread.run(() ->
        new AnimationTimer() {
          private int frame;

          @Override
          public void handle(long now) {
            if (frame == frames) {
              stop();
              done.countDown();
              return;
            }
            view = views.apply(frame++);
            surface.repaint();
          }
        }.start());
    done.await();
  }

  private boolean bare() {
    return bare;
  }

  private ChartData data() {
    return loaded;
  }

  private TimeScale view() {
    return view;
  }

  private static Palette palette() {
    return Palette.of(Theme.DARK);
  }

  /** A walk with a hole every few days, an outage now and then. */
  private static ChartData load(int size) {
    Random random = new Random(5);
    BarColumns bars = SimulatedMarket.columns(size);
    List<CoverageSpan> spans = new ArrayList<>();
    long at = Instant.parse("2017-01-01T00:00:00Z").toEpochMilli();
    long start = at;
    long runStart = at;
    double price = 1000;
    for (int i = 0; i < size; i++) {
      if (random.nextInt(20_000) == 0) {
        State state = random.nextInt(4) == 0 ? State.EMPTY : State.MISSING;
        long hole = (1 + random.nextInt(90)) * MINUTE;
        spans.add(new CoverageSpan(TimeRange.ofMillis(runStart, at), State.COMPLETE, ""));
        spans.add(new CoverageSpan(TimeRange.ofMillis(at, at + hole), state, "for the bench"));
        at += hole;
        runStart = at;
      }
      double next = price * (1 + random.nextGaussian() * 0.0008);
      bars.openTimes()[i] = at;
      bars.open()[i] = price;
      bars.close()[i] = next;
      bars.high()[i] = Math.max(price, next) * (1 + random.nextDouble() * 0.0004);
      bars.low()[i] = Math.min(price, next) * (1 - random.nextDouble() * 0.0004);
      bars.volume()[i] = random.nextInt(1000) / 10.0;
      price = next;
      at += MINUTE;
    }
    if (runStart < at) {
      spans.add(new CoverageSpan(TimeRange.ofMillis(runStart, at), State.COMPLETE, ""));
    }
    Series series = Series.parse("binance:spot:BTC/USDT:1m");
    return ChartData.of(
        series,
        TimeRange.ofMillis(start, at),
        bars,
        new Coverage(spans.stream().filter(s -> !s.range().isEmpty()).toList(), series.timeframe()),
        Instant.ofEpochMilli(at));
  }
}
