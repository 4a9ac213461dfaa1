package datalayer.console;

import datalayer.console.fx.FxThread;
import java.time.Duration;
import java.util.List;
import javafx.application.Platform;

/**
 * What the console's process takes while nobody looks at it and two hundred series go on updating,
 * beside the same window in view: in percent of one core, without the threads that make the
 * updates.
 */
public final class IdleBench {

  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration STRETCH = Duration.ofSeconds(20);
  private static final String SEEN = "in view";
  private static final String ICONIFIED = "iconified";
  private static final String HIDDEN = "hidden";

  private final LiveWindow window;
  private final Rounds rounds = new Rounds();

  private IdleBench(LiveWindow window) {
    this.window = window;
  }

  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(Rounds.machine());
    Platform.startup(() -> {});
    // a window that is hidden is not to end the toolkit
    Platform.setImplicitExit(false);
    try (LiveWindow window = new LiveWindow()) {
      new IdleBench(window).run();
    } finally {
      Platform.exit();
    }
  }

  private void run() throws InterruptedException {
    window.market().start();
    LiveWindow.await(window::streams);
    Thread.sleep(WARM_UP);
    for (int round = 0; round < Math.min(3, Rounds.wanted()); round++) {
      measure(SEEN);
      FxThread.run(() -> window.stage().setIconified(true));
      measure(ICONIFIED);
      FxThread.run(() -> {
        window.stage().setIconified(false);
        window.stage().hide();
      });
      measure(HIDDEN);
      FxThread.run(() -> window.stage().show());
    }
    for (String name : List.of(SEEN, ICONIFIED, HIDDEN)) {
      System.out.println(rounds.line(name + ": process", "% of a core"));
      System.out.println(rounds.line(name + ": of which painting", "% of a core"));
      System.out.println(rounds.line(name + ": frames", "a second"));
    }
  }

  private void measure(String name) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(2));
    PaintCpu before = PaintCpu.now();
    long market = PaintCpu.of(BusyMarket.THREAD);
    long frames = window.frames();
    Thread.sleep(STRETCH);
    PaintCpu used = PaintCpu.now().since(before);
    rounds.add(name + ": process", used.processPercent(PaintCpu.of(BusyMarket.THREAD) - market));
    rounds.add(name + ": of which painting", used.paintingPercent());
    rounds.add(name + ": frames", (window.frames() - frames) / (used.clock() / 1e9));
  }
}
