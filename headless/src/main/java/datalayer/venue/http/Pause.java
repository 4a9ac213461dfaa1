package datalayer.venue.http;

import java.time.Duration;

/** Lets time pass before the next attempt; a test only writes it down. */
@FunctionalInterface
public interface Pause {

  void lasts(Duration duration) throws InterruptedException;
}
