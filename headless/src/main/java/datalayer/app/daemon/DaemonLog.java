package datalayer.app.daemon;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** A daemon says what it does; a command only what went wrong. */
public final class DaemonLog {

  private DaemonLog() {}

  /** Logs from INFO on, unless {@code DATALAYER_LOG_LEVEL} says otherwise. */
  public static void speakUp() {
    if (System.getenv("DATALAYER_LOG_LEVEL") == null
        && LoggerFactory.getLogger("datalayer") instanceof Logger logger) {
      logger.setLevel(Level.INFO);
    }
  }
}
