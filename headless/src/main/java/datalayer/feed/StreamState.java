package datalayer.feed;

import datalayer.market.Series;
import datalayer.market.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one of a venue's connections is. Immutable.
 *
 * @param name for people, as {@code Binance spot}
 * @param series how many it carries
 * @param dataAt when the newest data came, whatever the series; null when none came yet. Its age is
 *     what tells whether the connection lives: pings and answers do not count
 * @param reconnects how often it came back after a loss
 * @param frames bars that came, open ones among them
 * @param conflated updates of open bars that were replaced by newer ones before anybody looked
 * @param unreadable frames that said no bar
 * @param trouble what is wrong and what is being done about it; empty when all is well
 * @param nextAttempt when it will be tried again, or null while it is not waiting for that
 * @param waiting final bars that wait to be landed, those of the venue's other connections too
 * @param late series whose final bar has not come in time
 * @param lastHeal the last time missing bars came by request, or null
 * @param events the newest ones first, a few
 */
public record StreamState(
    String name,
    Venue venue,
    Phase phase,
    int series,
    @Nullable Instant dataAt,
    int reconnects,
    long frames,
    long conflated,
    long unreadable,
    String trouble,
    @Nullable Instant nextAttempt,
    int waiting,
    List<Late> late,
    @Nullable Heal lastHeal,
    List<FeedEvent> events) {

  public StreamState {
    late = List.copyOf(late);
    events = List.copyOf(events);
  }

  /** Where in its life it is. */
  public enum Phase {
    /** Not connected; another attempt comes. */
    WAITING,
    /** The venue has not answered yet. */
    CONNECTING,
    /** The venue took what is listened for, and no data came yet. */
    SUBSCRIBED,
    /** Data comes. */
    LIVE
  }

  /**
   * A series that is late.
   *
   * @param since when the first missing bar ended, by the venue's clock
   * @param bars how many are missing by now
   * @param reason and what is being done about it, for people
   */
  public record Late(Series series, Instant since, long bars, String reason) {}

  /**
   * Missing bars that came by request.
   *
   * @param series of how many series
   * @param took from when the first was missed until the last had landed
   * @param at when they had landed, by the clock of this machine
   */
  public record Heal(long bars, int series, Duration took, Instant at) {}
}
