package datalayer.control;

import datalayer.monitor.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How everything is at one moment. Immutable.
 *
 * @param at when it was taken, by the clock of the process that works
 * @param checks what must hold before work can be done
 * @param venues every market that is asked by request, with how this machine's clock differs from
 *     its own
 * @param runs how many of the newest runs are in which state
 */
public record SystemStatus(
    Installation installation,
    Instant at,
    List<Check> checks,
    Store store,
    List<VenueState> venues,
    Map<String, Integer> runs,
    Spool spool,
    @Nullable Holdings holdings) {

  public SystemStatus {
    checks = List.copyOf(checks);
    venues = List.copyOf(venues);
    runs = Map.copyOf(runs);
  }

  /**
   * The process that works.
   *
   * @param role {@code daemon}, {@code console} or {@code command}
   * @param operations the operations database's address, without its password
   */
  public record Installation(
      String version,
      String role,
      long pid,
      Instant startedAt,
      String dataDirectory,
      String operations) {

    public Installation as(String newRole) {
      return new Installation(version, newRole, pid, startedAt, dataDirectory, operations);
    }
  }

  /**
   * ClickHouse.
   *
   * @param version empty when it does not answer
   * @param latency of a ping, or null when it is not answered
   * @param clockAhead how far its clock is ahead of ours, or null when it does not answer
   */
  public record Store(
      String name, String version, @Nullable Duration latency, @Nullable Duration clockAhead) {}

  /** What waits on disk for its proof, and the room that is left. */
  public record Spool(long files, long bytes, long freeBytes) {}

  /**
   * What is there and what needs a person; null when a database is away.
   *
   * @param expected bars ever asked for, up to now
   * @param present bars of these that are proven in the ledger
   * @param completeSeries series of which nothing that was asked for is open
   */
  public record Holdings(
      int series,
      long bars,
      long expected,
      long present,
      int completeSeries,
      int openIntents,
      int incidents,
      int amendments,
      List<String> quarantined) {

    public Holdings {
      quarantined = List.copyOf(quarantined);
    }
  }

  /** Whether every check passed. */
  public boolean isReady() {
    return checks.stream().allMatch(Check::passed);
  }
}
