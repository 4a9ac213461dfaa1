package datalayer.venue.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a process tells the others behind its address, and those that come after it, that a venue
 * told it to send nothing: venues count and ban by address. Never throws, whatever is away. Safe
 * for use by many threads.
 */
public interface StopNotices {

  /** For a process that is alone and forgets. */
  StopNotices NONE =
      new StopNotices() {
        @Override
        public void post(URI venue, Duration length, String reason) {
          // nobody reads it
        }

        @Override
        public Optional<Notice> of(URI venue) {
          return Optional.empty();
        }
      };

  /**
   * A stop that stands.
   *
   * @param left from now on, more than nothing
   * @param reason what the venue said, for people
   */
  record Notice(Duration left, String reason) {}

  /** A venue's address must be sent nothing for so long from now; a later end stays. */
  void post(URI venue, Duration length, String reason);

  /** The stop of a venue's address, where one stands. Asked before every request. */
  Optional<Notice> of(URI venue);
}
