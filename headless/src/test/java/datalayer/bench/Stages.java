package datalayer.bench;

import datalayer.landing.FaultPoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the lanes of a run spend their time: what passed in each lane since it reached the moment
 * before. Safe for use by many threads.
 */
final class Stages implements FaultPoint.Observer {

  private final Map<Thread, Long> last = new ConcurrentHashMap<>();
  private final Map<FaultPoint, Long> nanos = new EnumMap<>(FaultPoint.class);
  private volatile long start = System.nanoTime();

  /** The lanes start now. */
  void start() {
    start = System.nanoTime();
  }

  @Override
  public void reached(FaultPoint point) {
    long now = System.nanoTime();
    Long before = last.put(Thread.currentThread(), now);
    synchronized (nanos) {
      nanos.merge(point, now - (before == null ? start : before), Long::sum);
    }
  }

  /** Milliseconds of all lanes together that ended in this moment. */
  double millis(FaultPoint point) {
    synchronized (nanos) {
      return nanos.getOrDefault(point, 0L) / 1e6;
    }
  }

  /** What is done until this moment. */
  static String name(FaultPoint point) {
    return switch (point) {
      case FETCHED -> "download, checksum, unzip, parse";
      case SEALED -> "seal: compare, encode";
      case SPOOLED -> "spool: write and sync";
      case PROMISED -> "ledger: promise";
      case INSERTED -> "insert, through all views";
      case PROVEN -> "prove every layer";
      case VERIFIED -> "ledger: verified";
    };
  }
}
