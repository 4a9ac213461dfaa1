package datalayer.console;

import java.time.Duration;
import javafx.application.Platform;

/**
 * What the console takes to paint while two hundred series update and its chart shows one of them:
 * processor time of the FX thread and of the render thread, a second and a frame, beside the same
 * window while nothing streams.
 */
public final class LiveFramesBench {

  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration STRETCH = Duration.ofSeconds(10);

  private final LiveWindow window;
  private final Rounds rounds = new Rounds();

  private LiveFramesBench(LiveWindow window) {
    this.window = window;
  }

  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(Rounds.machine());
    Platform.startup(() -> {});
    try (LiveWindow window = new LiveWindow()) {
      new LiveFramesBench(window).run();
    } finally {
      Platform.exit();
    }
  }

  private void run() throws InterruptedException {
    stream();
    Thread.sleep(WARM_UP);
    for (int round = 0; round < Rounds.wanted(); round++) {
      window.market().stop();
      LiveWindow.await(() -> !window.streams());
      measure("nothing streams");
      stream();
      measure(BusyMarket.words());
    }
    for (String name : new String[] {"nothing streams", BusyMarket.words()}) {
      System.out.println(rounds.line(name + ": frames", "a second"));
      System.out.println(rounds.line(name + ": FX", "ms a second"));
      System.out.println(rounds.line(name + ": render", "ms a second"));
      System.out.println(rounds.line(name + ": both", "ms a frame"));
    }
  }

  private void stream() throws InterruptedException {
    window.market().start();
    LiveWindow.await(window::streams);
  }

  private void measure(String name) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(1));
    PaintCpu before = PaintCpu.now();
    long framesBefore = window.frames();
    Thread.sleep(STRETCH);
    PaintCpu used = PaintCpu.now().since(before);
    int frames = (int) Math.max(1, window.frames() - framesBefore);
    double seconds = used.clock() / 1e9;
    rounds.add(name + ": frames", frames / seconds);
    rounds.add(name + ": FX", used.fx() / 1e6 / seconds);
    rounds.add(name + ": render", used.render() / 1e6 / seconds);
    rounds.add(name + ": both", used.fxMillis(frames) + used.renderMillis(frames));
  }
}
