package datalayer.console;

import datalayer.console.chart.ChartViewModel.State;
import datalayer.console.fx.FxThread;
import datalayer.console.fx.Settings;
import datalayer.market.Series;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import javafx.stage.Stage;

/**
 * The whole console in a window, as {@link Launcher} opens it, over a market that can be set to
 * stream, and how many frames it made.
 */
final class LiveWindow implements AutoCloseable {

  private final InstantSource clock =
      Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), FixtureRuns.NOW));
  private final SimulatedControl control = SimulatedControl.fixture(clock);
  private final BusyMarket market = new BusyMarket(control, clock);
  private final AtomicLong frames = new AtomicLong();
  private final ConsoleApplication application =
      FxThread.ask(
          () -> new ConsoleApplication(() -> control, "nothing", null, Settings.inMemory(), clock));
  private final Stage stage = FxThread.ask(Stage::new);

  LiveWindow() throws InterruptedException {
    market.stop();
    FxThread.run(() -> {
      stage.setX(0);
      stage.setY(0);
      application.show(stage);
      // the same on every screen
      stage.setWidth(1440);
      stage.setHeight(900);
      stage.getScene().addPostLayoutPulseListener(frames::incrementAndGet);
    });
    await(() -> application.console() != null);
    Series shown = FixtureStreams.BTC;
    FxThread.run(() -> console().openChart(shown));
    await(() ->
        console().chart().stateProperty().get() == State.READY
            && shown.equals(console().chart().seriesProperty().get()));
  }

  BusyMarket market() {
    return market;
  }

  SimulatedControl control() {
    return control;
  }

  Stage stage() {
    return stage;
  }

  long frames() {
    return frames.get();
  }

  /** Whether the chart shows the bar that runs; for the FX thread. */
  boolean streams() {
    return console().chart().live().runningProperty().get() != null;
  }

  /** Waits until something on the FX thread is so. */
  static void await(Callable<Boolean> so) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!FxThread.ask(so)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the console does not come to what is waited for");
      }
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    FxThread.run(() -> {
      stage.hide();
      application.close();
    });
  }

  private Console console() {
    Console console = application.console();
    if (console == null) {
      throw new IllegalStateException("the console is not there yet");
    }
    return console;
  }
}
