package datalayer.venue.binance;

import datalayer.market.MarketType;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.venue.BarHistory;
import datalayer.venue.HistoryFetch;
import datalayer.venue.HistoryFetch.Answered;
import datalayer.venue.HistoryFetch.Refused;
import datalayer.venue.HistoryFetch.Unavailable;
import datalayer.venue.RequestPriority;
import datalayer.venue.VenueUnavailableException;
import datalayer.venue.http.ClockSkew;
import datalayer.venue.http.VenueTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bars by request from Binance's spot and USDT-margined market. Windows are bounded at both ends
 * and no longer than a page, so that an answer tells of all of its window and a hole cannot be
 * leapt over. A bar is final three seconds after its end, by the market's own clock.
 */
public final class BinanceHistory implements BarHistory {

  private static final Logger LOG = LoggerFactory.getLogger(BinanceHistory.class);
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final BinanceRest rest;
  private final BinanceCatalogue catalogue;
  private final Map<RestMarket.Kind, MarketClock> clocks = new EnumMap<>(RestMarket.Kind.class);

  /** The first bar there is of a series, once it was asked for. */
  private final Map<Series, Instant> firstBars = new ConcurrentHashMap<>();

  /** One history per {@link BinanceRest}. */
  public BinanceHistory(BinanceRest rest, BinanceCatalogue catalogue) {
    this.rest = rest;
    this.catalogue = catalogue;
    for (RestMarket.Kind kind : RestMarket.Kind.values()) {
      clocks.put(kind, new MarketClock(rest.market(kind)));
    }
  }

  @Override
  public boolean covers(Series series) {
    return BinanceSymbols.covers(series.instrument());
  }

  @Override
  public HistoryFetch fetch(Series series, TimeRange range, RequestPriority priority)
      throws InterruptedException {
    RestMarket market = market(series);
    Timeframe timeframe = series.timeframe();
    TimeRange bars = new TimeRange(timeframe.ceiling(range.from()), timeframe.ceiling(range.to()));
    HistoryFetch unprepared = prepare(market, series, bars, priority);
    if (unprepared != null) {
      return unprepared;
    }
    Instant end = finalUntil(market, timeframe);
    TimeRange open = new TimeRange(later(bars.from(), end), later(bars.to(), end));
    TimeRange wanted = new TimeRange(bars.from(), later(bars.from(), earlier(bars.to(), end)));
    if (wanted.isEmpty()) {
      return new Answered(
          List.of(),
          List.of(),
          RangeSet.EMPTY,
          RangeSet.of(open),
          RangeSet.EMPTY,
          RangeSet.EMPTY,
          "nothing was asked: it is %s by the venue's clock".formatted(market.time().instant()),
          0,
          0);
    }
    return new HistoryRead(market, series, wanted, open, priority, firstBars).run();
  }

  /** Bars that end by then are final. */
  private static Instant finalUntil(RestMarket market, Timeframe timeframe) {
    return timeframe.floor(market.time().atLeast().minus(GRACE));
  }

  /** Makes sure that the market's limits and its time are known; what is wrong, or null. */
  private @Nullable HistoryFetch prepare(
      RestMarket market, Series series, TimeRange bars, RequestPriority priority)
      throws InterruptedException {
    RangeSet open = RangeSet.of(bars);
    switch (catalogue.limitsMissing(series.instrument(), priority)) {
      case RestAnswer.Refused<CataloguePage> refused -> {
        return new Refused("%s: %s".formatted(series, refused.reason()), refused.requests());
      }
      case RestAnswer.Failed<CataloguePage> failure -> {
        String reason = "%s: %s".formatted(series, failure.reason());
        return new Unavailable(
            List.of(), open, reason, failure.retryAfter(), failure.requests(), 0);
      }
      case null, default -> {
        // they are known
      }
    }
    try {
      clock(market).check(MarketClock.FOR_HISTORY, priority);
      if (bars.to().isAfter(finalUntil(market, series.timeframe()))) {
        clock(market).check(MarketClock.FOR_HEAD, priority);
      }
      return null;
    } catch (VenueUnavailableException e) {
      return new Unavailable(List.of(), open, String.valueOf(e.getMessage()), null, 0, 0);
    }
  }

  @Override
  public int requests(Series series, long bars) {
    int rows = BarQuestion.fewestRows(market(series).kind());
    return Math.toIntExact((bars + rows - 1) / rows);
  }

  @Override
  public Duration expected(Series series, int requests) {
    RestMarket market = market(series);
    Duration paced =
        market.budget().expected((long) requests * BarQuestion.fullWeight(market.kind()));
    ClockSkew skew = market.time().skew();
    // half a round trip is how uncertain the time is; questions of one series follow each other
    Duration trips = skew == null ? Duration.ZERO : skew.uncertainty().multipliedBy(2L * requests);
    return paced.compareTo(trips) > 0 ? paced : trips;
  }

  @Override
  public Optional<Instant> known(Series series) {
    VenueTime time = market(series).time();
    // where the machine's clock was set since, or the machine slept, it must be asked first
    return time.stale(MarketClock.FOR_HISTORY) ? Optional.empty() : Optional.of(time.instant());
  }

  /**
   * Has every market asked for its time that did not say it within the last half hour, and waits
   * for their answers, together at most so long. What does not come stays unknown.
   */
  public void askForTime(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    List<Thread> asking =
        clocks.values().stream()
            .map(clock -> Thread.ofVirtual().name("market-clock").start(() -> ask(clock)))
            .toList();
    for (Thread thread : asking) {
      if (!thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
        thread.interrupt();
      }
    }
  }

  private static void ask(MarketClock clock) {
    try {
      clock.check(MarketClock.FOR_HISTORY, RequestPriority.INCREMENT);
    } catch (VenueUnavailableException e) {
      LOG.atInfo().log(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Instant now() throws VenueUnavailableException, InterruptedException {
    RestMarket spot = rest.market(MarketType.SPOT);
    RestMarket futures = rest.market(MarketType.SWAP);
    RestMarket known = !spot.time().known() && futures.time().known() ? futures : spot;
    try {
      clock(known).check(MarketClock.FOR_HEAD, RequestPriority.INCREMENT);
      return known.time().instant();
    } catch (VenueUnavailableException e) {
      clock(futures).check(MarketClock.FOR_HEAD, RequestPriority.INCREMENT);
      return futures.time().instant();
    }
  }

  private RestMarket market(Series series) {
    if (!covers(series)) {
      throw new IllegalArgumentException("Binance has no bars of %s for us".formatted(series));
    }
    return rest.market(series.instrument().type());
  }

  private MarketClock clock(RestMarket market) {
    return Objects.requireNonNull(clocks.get(market.kind()));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
