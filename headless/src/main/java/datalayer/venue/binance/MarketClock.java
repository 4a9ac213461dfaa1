package datalayer.venue.binance;

import com.fasterxml.jackson.core.JsonToken;
import datalayer.venue.RequestPriority;
import datalayer.venue.VenueUnavailableException;
import datalayer.venue.http.ClockSkew;
import datalayer.venue.http.VenueTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Asks a market for its time: several times, of which the quickest answers count and of those the
 * middle one. Asked again every half hour, every minute while somebody wants the newest bars, and
 * whenever the machine's clock was set or it slept.
 */
final class MarketClock {

  private static final Logger LOG = LoggerFactory.getLogger(MarketClock.class);

  /** How old an answer may be where only history is asked for. */
  static final Duration FOR_HISTORY = Duration.ofMinutes(30);

  /** How old it may be where it decides which bars are final. */
  static final Duration FOR_HEAD = Duration.ofMinutes(1);

  /** After a failure nobody asks again for so long, as long as an older answer will do. */
  private static final Duration REST = Duration.ofSeconds(30);

  /** A machine's clock that is wrong by more is worth a warning. */
  private static final Duration NOTEWORTHY = Duration.ofSeconds(1);

  private static final int QUESTIONS = 5;
  private static final int QUICKEST = 3;
  private static final int MAX_BYTES = 4_096;
  private static final int WEIGHT = 1;

  private final RestMarket market;
  private final VenueTime time;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Instant notBefore = Instant.MIN;

  /**
   * One answer.
   *
   * @param at when it came, in ticks
   * @param venue what time it was then
   * @param half of the way there and back, in nanoseconds
   */
  private record Sample(long at, Instant venue, long half) {}

  MarketClock(RestMarket market) {
    this.market = market;
    this.time = market.time();
  }

  /**
   * Makes sure that the market's time is known.
   *
   * @param maxAge what it said so long ago will do
   * @throws VenueUnavailableException when it never said its time and does not now
   */
  void check(Duration maxAge, RequestPriority priority)
      throws VenueUnavailableException, InterruptedException {
    if (!time.stale(maxAge)) {
      return;
    }
    if (time.known() && (time.instant().isBefore(notBefore) || !asking.tryLock())) {
      return;
    }
    if (!asking.isHeldByCurrentThread()) {
      asking.lockInterruptibly();
    }
    try {
      if (time.stale(maxAge)) {
        ask(priority);
      }
    } finally {
      asking.unlock();
    }
  }

  private void ask(RequestPriority priority)
      throws VenueUnavailableException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      switch (market.get("/time", WEIGHT, priority, MAX_BYTES, MarketClock::serverTime)) {
        case RestAnswer.Said<Instant> said -> samples.add(sample(said));
        case RestAnswer.Refused<Instant> refused -> {
          failed(refused.reason());
          return;
        }
        case RestAnswer.Failed<Instant> failure -> {
          failed(failure.reason());
          return;
        }
      }
    }
    samples.sort(Comparator.comparingLong(Sample::half));
    List<Sample> quickest = new ArrayList<>(samples.subList(0, QUICKEST));
    quickest.sort(Comparator.comparing(sample -> sample.venue().minusNanos(sample.at())));
    Sample middle = quickest.get(QUICKEST / 2);
    // its time has no more than milliseconds
    time.said(middle.at(), middle.venue(), Duration.ofNanos(middle.half() + 1_000_000));
    ClockSkew skew = Objects.requireNonNull(time.skew());
    Level level = skew.ahead().abs().compareTo(NOTEWORTHY) > 0 ? Level.WARN : Level.INFO;
    LOG.atLevel(level)
        .addKeyValue("market", market.kind().title)
        .addKeyValue("ahead", skew.ahead())
        .addKeyValue("uncertainty", skew.uncertainty())
        .log(skew.said());
  }

  private static Sample sample(RestAnswer.Said<Instant> said) {
    long half = (said.answeredAt() - said.sentAt()) / 2;
    return new Sample(said.answeredAt(), said.body().plusNanos(half), half);
  }

  private void failed(String reason) throws VenueUnavailableException {
    if (!time.known()) {
      throw new VenueUnavailableException(
          "%s does not say its time, without which no bar is known to be final: %s"
              .formatted(market.kind().title, reason));
    }
    notBefore = time.instant().plus(REST);
    LOG.atWarn()
        .addKeyValue("market", market.kind().title)
        .addKeyValue("reason", reason)
        .log("a venue does not say its time; what it said before is used");
  }

  private static Instant serverTime(byte[] body) throws BrokenAnswerException {
    return Json.read(
        body,
        "a time",
        parser -> {
          Json.expect(parser, JsonToken.START_OBJECT, "a time");
          long time = -1;
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("serverTime")) {
              time = Json.number(parser, "a time");
            } else {
              parser.skipChildren();
            }
          }
          if (time < 1_000_000_000_000L || time > 9_999_999_999_999L) {
            throw new BrokenAnswerException("its answer has no time in milliseconds");
          }
          return Instant.ofEpochMilli(time);
        });
  }
}
