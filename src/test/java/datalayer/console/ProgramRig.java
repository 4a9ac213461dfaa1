package datalayer.console;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.app.Core;
import datalayer.app.cli.CommandLineMain;
import datalayer.app.cli.FirstRun;
import datalayer.app.cli.Window;
import datalayer.console.fx.FxThread;
import datalayer.console.fx.Settings;
import datalayer.market.Series;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** The whole program, from its command line over an empty data directory on, in a window. */
@SuppressWarnings("NullAway.Init") // what each test opens
abstract class ProgramRig extends RobotRig {

  private final CountDownLatch closed = new CountDownLatch(1);
  @TempDir Path data;
  @TempDir Path config;
  private ConsoleApplication application;
  private @Nullable CompletableFuture<Integer> program;

  /** Shows the console in the window of the test, and stays until the test is over. */
  private final class TestWindow implements Window {

    @Override
    public int open(
        Callable<? extends Core> start,
        Optional<FirstRun> first,
        Path settings,
        InstantSource clock) {
      AtomicReference<@Nullable Core> core = new AtomicReference<>();
      CoreSteps steps = new CoreSteps(first.orElseThrow(), core);
      FxThread.run(() -> {
        application =
            new ConsoleApplication(
                CoreSteps.keeping(start, core),
                "Starting the embedded engine",
                steps,
                Settings.inMemory(),
                clock);
        stage.setScene(application.scene());
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(780);
        stage.show();
        application.start();
      });
      try {
        closed.await();
        FxThread.run(application::close);
        return 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return 1;
      } finally {
        Core started = core.get();
        if (started != null) {
          started.close();
        }
      }
    }

    @Override
    public List<Path> screenshots(
        Core core, Optional<Series> shown, FirstRun first, Path folder, InstantSource clock) {
      throw new AssertionError("nobody asked for pictures");
    }
  }

  /** Starts it, and waits for its first page. */
  void startProgram() throws Exception {
    stage = FxToolkit.registerPrimaryStage();
    // a thread of its own: in the common pool it would keep the exchange's answers from their way
    CompletableFuture<Integer> started =
        CompletableFuture.supplyAsync(
            () ->
                CommandLineMain.run(
                    new String[] {"--data-dir", data.toString(), "--config", config.toString()},
                    Optional.of(new TestWindow())),
            Thread.ofPlatform().name("program")::start);
    program = started;
    await("the first page", () -> started.isDone() || isShown("#firstRun"));
  }

  @AfterEach
  void endProgram() throws Exception {
    closed.countDown();
    CompletableFuture<Integer> started = program;
    if (started != null) {
      assertThat(started.get(120, TimeUnit.SECONDS)).isZero();
    }
    FxToolkit.cleanupStages();
  }

  /** What the first page led to; only once it is there. */
  Console console() {
    return Objects.requireNonNull(application.console());
  }
}
