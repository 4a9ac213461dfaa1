package datalayer.venue.binance;

import datalayer.market.MarketType;
import datalayer.venue.RequestPriority;
import datalayer.venue.VenueUnavailableException;
import datalayer.venue.http.BudgetState;
import datalayer.venue.http.ClockSkew;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.Pause;
import datalayer.venue.http.RequestBudget;
import datalayer.venue.http.RequestLimit;
import datalayer.venue.http.Retries;
import datalayer.venue.http.StopNotices;
import datalayer.venue.http.Ticks;
import datalayer.venue.http.VenueTime;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Binance's markets by request, each with its one budget and its own time. There must be one such
 * object in a process, as Binance counts by address and not by object; several processes behind one
 * address heed each other's stops by their notices.
 */
public final class BinanceRest {

  /** A caller waits no longer than this for a stop to end; it has other work. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Map<RestMarket.Kind, RestMarket> markets = new EnumMap<>(RestMarket.Kind.class);
  private final Ticks ticks;

  /**
   * The markets at some addresses.
   *
   * @param addresses of which {@code spotRest} and {@code futuresRest} are used
   * @param clock the machine's, which may be wrong
   * @param http whose deadlines hold for every attempt; {@link
   *     datalayer.venue.http.Deadlines#requests} suit
   * @param atOnce requests under way at most; half of it for each market, at least one
   * @param notices of stops, from which those that stand already are taken
   */
  public BinanceRest(
      BinanceAddresses addresses,
      HttpFetcher http,
      InstantSource clock,
      int atOnce,
      StopNotices notices) {
    this(
        addresses,
        http,
        clock,
        atOnce,
        notices,
        Retries.defaults(),
        System::nanoTime,
        Thread::sleep,
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /** As above, with time that passes as somebody else says. */
  public BinanceRest(
      BinanceAddresses addresses,
      HttpFetcher http,
      InstantSource clock,
      int atOnce,
      StopNotices notices,
      Retries retries,
      Ticks ticks,
      Pause pause,
      DoubleSupplier chance) {
    this.ticks = ticks;
    for (RestMarket.Kind kind : RestMarket.Kind.values()) {
      boolean spot = kind == RestMarket.Kind.SPOT;
      URI address = spot ? addresses.spotRest() : addresses.futuresRest();
      VenueTime time = new VenueTime(kind.title, clock, ticks);
      RequestLimit limit = new RequestLimit(RequestLimit.Kind.WEIGHT, MINUTE, kind.assumedLimit);
      RequestBudget budget =
          new RequestBudget(
              kind.title, List.of(limit), Math.max(1, atOnce / 2), PATIENCE, time, ticks, pause);
      RestMarket market =
          new RestMarket(kind, address, http, budget, notices, time, retries, ticks, pause, chance);
      market.heed();
      markets.put(kind, market);
    }
  }

  /** The budget of each market, as it stands now. */
  public List<BudgetState> budgets() {
    return markets.values().stream().map(market -> market.budget().state()).toList();
  }

  /** How the machine's clock differs from that of each market which has said its time. */
  public List<ClockSkew> clocks() {
    return markets.values().stream()
        .map(market -> market.time().skew())
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Asks one market for its time, for somebody who wants to know nothing else of it.
   *
   * @throws VenueUnavailableException when it does not say it
   */
  public ClockSkew askForTime(MarketType type)
      throws VenueUnavailableException, InterruptedException {
    RestMarket market = market(type);
    new MarketClock(market).check(MarketClock.FOR_HEAD, RequestPriority.INCREMENT);
    return Objects.requireNonNull(market.time().skew());
  }

  RestMarket market(MarketType type) {
    return Objects.requireNonNull(markets.get(RestMarket.Kind.of(type)));
  }

  RestMarket market(RestMarket.Kind kind) {
    return Objects.requireNonNull(markets.get(kind));
  }

  Ticks ticks() {
    return ticks;
  }
}
