package datalayer.control;

import datalayer.backfill.RunProgress;
import datalayer.feed.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the system at one moment. Immutable.
 *
 * @param at when it was taken, UTC
 * @param runs backfill runs, newest first
 * @param clickHouse the store's state
 * @param venues every market that is asked by request
 * @param streams every live connection; none where nothing is streamed
 * @param rowsPerSecond rows proven in ClickHouse per second, over the last ten seconds
 */
public record SystemSnapshot(
    Instant at,
    List<RunProgress> runs,
    ClickHouseState clickHouse,
    List<VenueState> venues,
    List<StreamState> streams,
    double rowsPerSecond) {

  public SystemSnapshot {
    runs = List.copyOf(runs);
    venues = List.copyOf(venues);
    streams = List.copyOf(streams);
  }

  /** The state of a system that streams nothing. */
  public SystemSnapshot(
      Instant at,
      List<RunProgress> runs,
      ClickHouseState clickHouse,
      List<VenueState> venues,
      double rowsPerSecond) {
    this(at, runs, clickHouse, venues, List.of(), rowsPerSecond);
  }

  /**
   * How ClickHouse is.
   *
   * @param name {@code embedded} or the server's host and port
   * @param latency of the last ping, or null when it was not answered
   * @param bytes what the tables take on disk, compressed, or -1 when it is not known
   * @param trouble what is wrong and what is being done about it; empty when all is well
   */
  public record ClickHouseState(
      String name, @Nullable Duration latency, long bytes, String trouble) {}
}
