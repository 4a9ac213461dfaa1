package datalayer.console;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * Processor time in nanoseconds, of the threads that paint and of the whole process; of all time,
 * or between two moments.
 *
 * @param fx of the thread that everything in the window happens on
 * @param render of the thread that turns it into pixels
 * @param process of every thread, collector and compiler included
 * @param clock how late it is, or how much time went by
 */
record PaintCpu(long fx, long render, long process, long clock) {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  static PaintCpu now() {
    return new PaintCpu(
        of("JavaFX Application Thread"),
        of("QuantumRenderer"),
        SYSTEM.getProcessCpuTime(),
        System.nanoTime());
  }

  PaintCpu since(PaintCpu before) {
    return new PaintCpu(
        fx - before.fx, render - before.render, process - before.process, clock - before.clock);
  }

  double fxMillis(int frames) {
    return fx / 1e6 / frames;
  }

  double renderMillis(int frames) {
    return render / 1e6 / frames;
  }

  /** What both threads that paint took, in percent of one core. */
  double paintingPercent() {
    return 100.0 * (fx + render) / clock;
  }

  /** What the process took, in percent of one core, without what was spent on something else. */
  double processPercent(long without) {
    return 100.0 * (process - without) / clock;
  }

  /** Of all threads whose names begin so. */
  static long of(String name) {
    long sum = 0;
    for (long id : THREADS.getAllThreadIds()) {
      ThreadInfo info = THREADS.getThreadInfo(id);
      if (info != null && info.getThreadName().startsWith(name)) {
        sum += Math.max(0, THREADS.getThreadCpuTime(id));
      }
    }
    return sum;
  }
}
