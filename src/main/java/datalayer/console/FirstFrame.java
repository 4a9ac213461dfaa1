package datalayer.console;

import java.lang.management.ManagementFactory;
import javafx.animation.AnimationTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once when what was just put into the window is on the screen, and how long after the start
 * of this process that is, for whoever measures starts: {@code DATALAYER_LOG_LEVEL=INFO}.
 */
final class FirstFrame extends AnimationTimer {

  private static final Logger LOG = LoggerFactory.getLogger(FirstFrame.class);

  /** The first pulse lays it out, the second waits until that is painted. */
  private static final int PULSES = 3;

  private final String what;
  private int pulses;

  private FirstFrame(String what) {
    this.what = what;
  }

  /**
   * Waits for it, on the FX thread.
   *
   * @param what it shows, in a word
   */
  static void await(String what) {
    if (LOG.isInfoEnabled()) {
      new FirstFrame(what).start();
    }
  }

  @Override
  public void handle(long now) {
    pulses++;
    if (pulses == PULSES) {
      stop();
      LOG.atInfo()
          .addKeyValue("of", what)
          .addKeyValue("sinceStartMillis", ManagementFactory.getRuntimeMXBean().getUptime())
          .log("first frame");
    }
  }
}
