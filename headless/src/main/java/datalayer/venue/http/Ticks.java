package datalayer.venue.http;

/**
 * Time that only runs forward, whatever is done to the machine's clock; {@link System#nanoTime} in
 * earnest, a test's own otherwise.
 */
@FunctionalInterface
public interface Ticks {

  /** Nanoseconds since some moment; only differences mean anything. */
  long nanos();
}
