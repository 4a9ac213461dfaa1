package datalayer.console.fx;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Work away from the thread that paints. Answers come back on the thread that paints, so a view
 * model needs no locks; a test runs the work at once.
 */
public interface Work {

  /**
   * Runs a task that may block.
   *
   * @param done takes the result, unless the work was stopped first
   * @param failed takes what the task threw, unless the work was stopped first
   */
  <T> Started start(
      Callable<? extends T> task, Consumer<? super T> done, Consumer<? super Exception> failed);

  /** Runs an action on the thread that paints, once, after a while. */
  Started after(Duration delay, Runnable action);

  /** Work that was begun. */
  interface Started {

    Started NOTHING = () -> {};

    /** Its answer is no longer wanted. Stopping twice, or after the end, does nothing. */
    void stop();
  }
}
