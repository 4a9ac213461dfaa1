package datalayer.venue.binance;

import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.venue.Catalogue;
import datalayer.venue.CatalogueFetch;
import datalayer.venue.RequestPriority;
import datalayer.venue.http.RequestLimit;
import datalayer.venue.http.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What Binance lists on its spot and its USDT-margined market, and, from the same answer, what may
 * be asked of each within a minute: the budget is told. Spot gives no dates of listing. Spot keeps
 * what was delisted, as {@code BREAK}; on the other market it vanishes.
 */
public final class BinanceCatalogue implements Catalogue {

  /** Thousands of symbols with their filters; about 15 MB on the spot market. */
  private static final int MAX_BYTES = 128 << 20;

  private static final Duration ANY_AGE = Duration.ofDays(36_500);

  private final Map<RestMarket.Kind, Shelf> shelves = new EnumMap<>(RestMarket.Kind.class);

  /** One catalogue per {@link BinanceRest}. */
  public BinanceCatalogue(BinanceRest rest) {
    for (RestMarket.Kind kind : RestMarket.Kind.values()) {
      shelves.put(kind, new Shelf(rest.market(kind), rest.ticks()));
    }
  }

  @Override
  public CatalogueFetch instruments(MarketType type, Duration maxAge, RequestPriority priority)
      throws InterruptedException {
    return Objects.requireNonNull(shelves.get(RestMarket.Kind.of(type))).get(maxAge, priority);
  }

  /**
   * Makes sure that a market's limits are known before anything else is asked of it. On the spot
   * market the entry of one symbol tells them; the whole catalogue would be a hundred times as
   * much.
   *
   * @return why they are not, or null when they are
   */
  @Nullable RestAnswer<CataloguePage> limitsMissing(Instrument instrument, RequestPriority priority)
      throws InterruptedException {
    return Objects.requireNonNull(shelves.get(RestMarket.Kind.of(instrument.type())))
        .limitsMissing(instrument, priority);
  }

  /** One market's. */
  private static final class Shelf {
    private final RestMarket market;
    private final Ticks ticks;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Kept kept;
    private volatile boolean limitsKnown;

    private record Kept(CataloguePage page, Instant asOf, long at) {}

    Shelf(RestMarket market, Ticks ticks) {
      this.market = market;
      this.ticks = ticks;
    }

    CatalogueFetch get(Duration maxAge, RequestPriority priority) throws InterruptedException {
      CatalogueFetch.Listed fresh = listed(maxAge);
      if (fresh != null) {
        return fresh;
      }
      // one asks, the others take what it got
      asking.lockInterruptibly();
      try {
        fresh = listed(maxAge);
        return fresh != null ? fresh : ask(priority);
      } finally {
        asking.unlock();
      }
    }

    @Nullable RestAnswer<CataloguePage> limitsMissing(
        Instrument instrument, RequestPriority priority) throws InterruptedException {
      if (limitsKnown) {
        return null;
      }
      asking.lockInterruptibly();
      try {
        if (limitsKnown) {
          return null;
        }
        String question =
            market.kind() == RestMarket.Kind.SPOT
                ? "?symbol=" + BinanceSymbols.encoded(BinanceSymbols.id(instrument))
                : "";
        RestAnswer<CataloguePage> answer = ask(question, priority);
        return answer instanceof RestAnswer.Said ? null : answer;
      } finally {
        asking.unlock();
      }
    }

    private RestAnswer<CataloguePage> ask(String question, RequestPriority priority)
        throws InterruptedException {
      RestMarket.Kind kind = market.kind();
      int weight = kind == RestMarket.Kind.SPOT ? 20 : 1;
      RestAnswer<CataloguePage> answer =
          market.get(
              "/exchangeInfo" + question,
              weight,
              priority,
              MAX_BYTES,
              body -> CataloguePage.read(body, kind));
      if (answer instanceof RestAnswer.Said<CataloguePage> said) {
        List<RequestLimit> limits = said.body().limits();
        if (limits.stream().anyMatch(limit -> limit.kind() == RequestLimit.Kind.WEIGHT)) {
          market.budget().limits(limits);
        }
        limitsKnown = true;
        if (question.isEmpty()) {
          kept = new Kept(said.body(), said.at(), said.answeredAt());
        }
      }
      return answer;
    }

    private CatalogueFetch ask(RequestPriority priority) throws InterruptedException {
      return switch (ask("", priority)) {
        case RestAnswer.Said<CataloguePage> _ -> Objects.requireNonNull(listed(ANY_AGE));
        case RestAnswer.Refused<CataloguePage> refused -> unavailable(refused.reason(), null);
        case RestAnswer.Failed<CataloguePage> failure ->
            unavailable(failure.reason(), failure.retryAfter());
      };
    }

    private CatalogueFetch unavailable(String reason, @Nullable Duration retryAfter) {
      return new CatalogueFetch.Unavailable(
          "the catalogue of %s cannot be had: %s".formatted(market.kind().title, reason),
          listed(ANY_AGE),
          retryAfter);
    }

    private CatalogueFetch.@Nullable Listed listed(Duration maxAge) {
      Kept last = kept;
      if (last == null) {
        return null;
      }
      Duration age = Duration.ofNanos(ticks.nanos() - last.at());
      return age.compareTo(maxAge) > 0
          ? null
          : new CatalogueFetch.Listed(
              last.page().instruments(), last.page().passedOver(), last.asOf(), age);
    }
  }
}
