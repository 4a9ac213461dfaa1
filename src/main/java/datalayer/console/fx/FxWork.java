package datalayer.console.fx;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;

/** Work on virtual threads, with answers on the FX thread. */
public final class FxWork implements Work, AutoCloseable {

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("console-timer").factory());

  @Override
  public <T> Started start(
      Callable<? extends T> task, Consumer<? super T> done, Consumer<? super Exception> failed) {
    AtomicBoolean wanted = new AtomicBoolean(true);
    Thread thread =
        Thread.ofVirtual()
            .name("console-work")
            .start(() -> {
              try {
                T result = task.call();
                later(wanted, () -> done.accept(result));
              } catch (Exception e) {
                later(wanted, () -> failed.accept(e));
              }
            });
    return () -> {
      if (wanted.getAndSet(false)) {
        thread.interrupt();
      }
    };
  }

  @Override
  public Started after(Duration delay, Runnable action) {
    AtomicBoolean wanted = new AtomicBoolean(true);
    if (timer.isShutdown()) {
      // an answer that was on its way when the window closed may still want something later
      return Started.NOTHING;
    }
    Future<?> _ =
        timer.schedule(() -> later(wanted, action), delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> wanted.set(false);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static void later(AtomicBoolean wanted, Runnable action) {
    Platform.runLater(() -> {
      if (wanted.getAndSet(false)) {
        action.run();
      }
    });
  }
}
