package datalayer.console;

import datalayer.console.firstrun.FirstSteps;
import datalayer.console.fx.FileSettings;
import datalayer.control.Control;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Opens the console. Not an {@code Application} itself: a main class that were one could not be
 * started from a class path.
 */
public final class Launcher {

  /** The class of the window, by which a desktop finds its menu entry and icon. */
  private static final String WINDOW_CLASS = "datalayer";

  private Launcher() {}

  /** There is no display, or the toolkit cannot be loaded. */
  static final class NoDisplayException extends Exception {

    private static final long serialVersionUID = 1;

    NoDisplayException(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  /**
   * Opens the window at once, makes the control in the background and returns when the window was
   * closed.
   *
   * @param start makes the control; what it throws is shown in the window, with a way to try again
   * @param what the first thing {@code start} does, in words: {@code Starting the embedded engine}
   * @param firstSteps asked first whether the first page is wanted; null when it never is
   * @param settingsFile where theme and the like are remembered
   * @return 0
   * @throws NoDisplayException when there is no display, or the toolkit cannot be loaded; {@code
   *     start} was not called
   */
  public static int open(
      Callable<? extends Control> start,
      String what,
      @Nullable FirstSteps firstSteps,
      Path settingsFile,
      InstantSource clock)
      throws NoDisplayException {
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<@Nullable ConsoleApplication> shown = new AtomicReference<>();
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    try {
      Platform.startup(() -> {
        try {
          // JavaFX names a window after its Application class, "java" without one; GTK asks for it
          // when the window is made, and there is no other way to say it
          com.sun.glass.ui.Application.GetApplication().setName(WINDOW_CLASS);
          Stage stage = new Stage();
          stage.setOnHidden(event -> closed.countDown());
          ConsoleApplication application =
              new ConsoleApplication(
                  start, what, firstSteps, new FileSettings(settingsFile), clock);
          shown.set(application);
          application.show(stage);
        } catch (RuntimeException e) {
          failure.set(e);
          closed.countDown();
        }
      });
    } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
      throw new NoDisplayException(String.valueOf(e.getMessage()), e);
    }
    await(closed);
    ConsoleApplication application = shown.get();
    if (application != null) {
      application.close();
    }
    Platform.exit();
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
    return 0;
  }

  /**
   * Runs what needs the toolkit and no window, whether there is a display or not; once in a
   * process.
   */
  static <T> T withoutDisplay(Pictures<T> pictures) throws IOException {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    Platform.startup(() -> {});
    try {
      return pictures.take();
    } finally {
      Platform.exit();
    }
  }

  /** What is done without a display. */
  interface Pictures<T> {
    T take() throws IOException;
  }

  private static void await(CountDownLatch closed) {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
