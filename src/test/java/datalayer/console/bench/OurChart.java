package datalayer.console.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import datalayer.console.SimulatedControl;
import datalayer.console.bench.Views.View;
import datalayer.console.chart.ChartOnStage;
import datalayer.console.chart.TimeScale;
import datalayer.console.fx.FxThread;
import datalayer.console.fx.FxWork;
import datalayer.control.BarColumns;
import datalayer.control.http.HttpControl;
import datalayer.control.http.Token;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * The console's chart alone in a process: takes its bars from the control API over loopback, shows
 * what it is to show, and says its figures as JSON.
 */
final class OurChart implements AutoCloseable {

  static final String RESULT = "FIGURES ";

  /** The first pulse lays it out, the third begins when that is painted. */
  private static final int PULSES = 3;

  private static final ProcessTree PROCESS = new ProcessTree(ProcessHandle.current().pid());

  private final BarsControl control =
      new BarsControl(SimulatedControl.empty(InstantSource.system()));
  private final FxWork work = new FxWork();
  private final Figures figures = new Figures();
  private final ChartOnStage chart;

  private OurChart() throws InterruptedException {
    chart = FxThread.ask(() -> new ChartOnStage(control, work, InstantSource.system()));
    FxThread.run(() -> {
      Stage stage = new Stage();
      stage.setScene(
          new Scene(
              new StackPane(chart.canvas()),
              LightweightChartsBench.WIDTH,
              LightweightChartsBench.HEIGHT));
      stage.setX(0);
      stage.setY(0);
      stage.show();
    });
    pulses(pulse -> pulse < PULSES);
  }

  /** Arguments: the control API, its token, how many bars. */
  public static void main(String[] arguments) throws Exception {
    // One frame after the other: between pulses a processor goes to sleep.
    System.setProperty("javafx.animation.fullspeed", "true");
    Platform.startup(() -> {});
    try (OurChart ours = new OurChart()) {
      ours.load(URI.create(arguments[0]), new Token(arguments[1]));
      List<Views> all = Views.of(Integer.parseInt(arguments[2]));
      // every one once before the first is measured, or the first would pay for the compiler
      for (Views views : all) {
        ours.show(views, LightweightChartsBench.WARM_UP_MILLIS);
      }
      for (Views views : all) {
        ours.drive(views);
      }
      ours.weigh();
      System.out.println(
          RESULT + JsonMapper.builder().build().writeValueAsString(ours.figures.values()));
    } finally {
      Platform.exit();
    }
  }

  private void load(URI daemon, Token token) throws InterruptedException {
    double inMemory;
    double cpu;
    try (HttpControl far = HttpControl.connect(daemon, token)) {
      cpu = PROCESS.cpuMillis();
      long began = System.nanoTime();
      BarColumns bars = far.bars(BarWalk.SERIES, far.extent(BarWalk.SERIES).orElseThrow());
      inMemory = millisSince(began);
      control.hold(bars);
    }
    long began = System.nanoTime();
    CountDownLatch read = new CountDownLatch(1);
    FxThread.run(() -> chart.open(BarWalk.SERIES, read::countDown));
    read.await();
    pulses(pulse -> pulse < PULSES);
    figures.load(inMemory, millisSince(began), PROCESS.cpuMillis() - cpu);
  }

  private void drive(Views views) throws InterruptedException {
    double cpu = PROCESS.cpuMillis();
    double painting = paintingMillis();
    long began = System.nanoTime();
    int frames = show(views, LightweightChartsBench.MOST_MILLIS);
    double wall = millisSince(began);
    figures.drive(
        views.name(), frames, wall, PROCESS.cpuMillis() - cpu, paintingMillis() - painting);
    View wanted = views.views().get(frames - 1);
    TimeScale shown = FxThread.ask(chart::scale);
    double off = Math.abs(shown.from() - BarWalk.time(wanted.from()));
    if (off > shown.duration() / 100) {
      throw new IllegalStateException("not %s was shown, but %s".formatted(wanted, shown));
    }
  }

  private int show(Views views, long mostMillis) throws InterruptedException {
    List<View> all = views.views();
    long began = System.nanoTime();
    int[] frames = {0};
    pulses(pulse -> {
      boolean more = pulse < all.size() && millisSince(began) < mostMillis;
      if (more) {
        View view = all.get(pulse);
        chart.show(BarWalk.time(view.from()), BarWalk.time(view.to()));
        frames[0]++;
      }
      return more;
    });
    return frames[0];
  }

  private void weigh() {
    System.gc();
    System.gc();
    figures.put(
        Figures.HEAP,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024.0 / 1024);
    figures.put(Figures.RESIDENT, PROCESS.resident("java"));
    figures.put(Figures.PROCESSES, PROCESS.memory());
  }

  /** Does something with every pulse, from 0, until it says that this is the end. */
  private static void pulses(IntPredicate more) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    FxThread.run(() ->
        new AnimationTimer() {
          private int pulse;

          @Override
          public void handle(long now) {
            if (!more.test(pulse++)) {
              stop();
              done.countDown();
            }
          }
        }.start());
    done.await();
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  private static double paintingMillis() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null
          && (info.getThreadName().startsWith("JavaFX Application Thread")
              || info.getThreadName().startsWith("QuantumRenderer"))) {
        nanos += Math.max(0, threads.getThreadCpuTime(id));
      }
    }
    return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  @Override
  public void close() {
    work.close();
  }
}
