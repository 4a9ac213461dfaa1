package datalayer.console;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.fx.FxThread;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** A window that nobody can see goes on hearing of what happens, and neither reads nor paints. */
final class PutAwayWindowIT {

  @BeforeAll
  static void toolkit() throws Exception {
    assertThat(FxToolkit.registerPrimaryStage()).isNotNull();
  }

  @AfterAll
  static void close() throws Exception {
    FxToolkit.cleanupStages();
  }

  @Test
  void asksForNoBarsUntilItIsSeenAgain() throws InterruptedException {
    try (LiveWindow window = new LiveWindow()) {
      window.market().start();
      LiveWindow.await(window::streams);
      FxThread.run(() -> window.stage().setIconified(true));
      hear(window, 1); // of what was on its way
      long asked = window.control().runningAsked();
      hear(window, 2);
      assertThat(window.control().runningAsked()).as("bars asked for").isEqualTo(asked);
      window.market().stop();
      FxThread.run(() -> window.stage().setIconified(false));
      LiveWindow.await(() -> !window.streams());
    }
  }

  /** Waits for so many more snapshots, and for the window to have taken the last but one. */
  private static void hear(LiveWindow window, int more) throws InterruptedException {
    long wanted = window.control().snapshots() + more + 1;
    LiveWindow.await(() -> window.control().snapshots() >= wanted);
  }
}
