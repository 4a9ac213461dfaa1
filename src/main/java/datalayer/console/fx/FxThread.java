package datalayer.console.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** Asks the FX thread something from another thread and waits for the answer. */
public final class FxThread {

  private static final long PATIENCE_SECONDS = 60;

  private FxThread() {}

  /** The answer of a task that runs on the FX thread; what it throws is thrown here, wrapped. */
  public static <T> T ask(Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(() -> {
      try {
        result.complete(task.call());
      } catch (Exception | Error e) {
        result.completeExceptionally(e);
      }
    });
    return result.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Runs a task on the FX thread and waits for its end. */
  public static void run(Runnable task) {
    boolean _ =
        ask(() -> {
          task.run();
          return true;
        });
  }
}
