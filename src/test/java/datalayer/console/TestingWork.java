package datalayer.console;

import datalayer.console.fx.Work;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Work that a test lets happen: tasks when {@link #finish} is called, delays when they are over.
 */
public final class TestingWork implements Work {

  private static final class Task {
    boolean wanted = true;
    final Runnable run;

    Task(Runnable run) {
      this.run = run;
    }
  }

  private record Delay(Duration due, Task task) {}

  private final Deque<Task> tasks = new ArrayDeque<>();
  private final List<Delay> delays = new ArrayList<>();
  private Duration now = Duration.ZERO;

  @Override
  public <T> Started start(
      Callable<? extends T> task, Consumer<? super T> done, Consumer<? super Exception> failed) {
    Task queued =
        new Task(() -> {
          T result;
          try {
            result = task.call();
          } catch (Exception e) {
            failed.accept(e);
            return;
          }
          done.accept(result);
        });
    tasks.add(queued);
    return () -> queued.wanted = false;
  }

  @Override
  public Started after(Duration delay, Runnable action) {
    Task queued = new Task(action);
    delays.add(new Delay(now.plus(delay), queued));
    return () -> queued.wanted = false;
  }

  /** Runs every task there is, and those they start. */
  public void finish() {
    while (!tasks.isEmpty()) {
      Task task = tasks.remove();
      if (task.wanted) {
        task.run.run();
      }
    }
  }

  /** Lets time pass; what is due then happens. */
  public void pass(Duration time) {
    now = now.plus(time);
    List<Delay> due = delays.stream().filter(one -> one.due().compareTo(now) <= 0).toList();
    delays.removeAll(due);
    due.stream().map(Delay::task).filter(task -> task.wanted).forEach(task -> task.run.run());
  }

  /** How many tasks wait. */
  public int waiting() {
    return (int) tasks.stream().filter(task -> task.wanted).count();
  }
}
