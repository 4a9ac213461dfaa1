package datalayer.app.kill;

import datalayer.landing.FaultPoint;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills application or engine when a point is reached for the n-th time, and says so first. Written
 * {@code INSERTED:3:engine}; {@code none} never kills.
 */
record DueFault(FaultPoint point, int nth, Victim victim) {

  static final String NONE = "none";
  static final String FIRED = "fired ";

  static FaultPoint.Observer observer(String text) {
    if (text.equals(NONE)) {
      return FaultPoint.Observer.NONE;
    }
    String[] parts = text.split(":", -1);
    return new DueFault(
            FaultPoint.valueOf(parts[0]),
            Integer.parseInt(parts[1]),
            Victim.valueOf(parts[2].toUpperCase(Locale.ROOT)))
        .observer();
  }

  private FaultPoint.Observer observer() {
    AtomicInteger reached = new AtomicInteger();
    return at -> {
      if (at == point && reached.incrementAndGet() == nth) {
        System.out.println(FIRED + this);
        System.out.flush();
        kill();
      }
    };
  }

  private void kill() {
    if (victim.meansEngine()) {
      // Waits for the end, so that the step after this one meets no engine.
      ProcessHandle.current()
          .children()
          .forEach(engine -> {
            engine.destroyForcibly();
            engine.onExit().join();
          });
    }
    if (victim.meansApplication()) {
      Runtime.getRuntime().halt(137);
    }
  }

  @Override
  public String toString() {
    return point + ":" + nth + ":" + victim.name().toLowerCase(Locale.ROOT);
  }
}
