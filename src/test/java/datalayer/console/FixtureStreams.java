package datalayer.console;

import datalayer.control.VenueState;
import datalayer.feed.FeedEvent;
import datalayer.feed.LiveBar;
import datalayer.feed.StreamState;
import datalayer.feed.StreamState.Heal;
import datalayer.feed.StreamState.Late;
import datalayer.feed.StreamState.Phase;
import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What streams at the invented moment: three connections are well, one is late. */
public final class FixtureStreams {

  public static final Series BTC = Series.parse("binance:spot:BTC/USDT:1m");

  private static final Instant HEALED = Instant.parse("2026-11-19T13:28:09Z");

  private FixtureStreams() {}

  static List<StreamState> all() {
    FeedEvent heal =
        new FeedEvent(
            HEALED,
            FeedEvent.Kind.HEALED,
            "Binance spot",
            BTC,
            new TimeRange(HEALED.minusSeconds(189), HEALED.minusSeconds(9)),
            3,
            Duration.ofMillis(1_900),
            "3 bars of binance:spot:BTC/USDT:1m by REST in 1.9 s");
    return List.of(
        live("Binance spot", Venue.BINANCE, 400, List.of(heal)),
        live("Binance swap", Venue.BINANCE, 600, List.of()),
        live("Bybit", Venue.BYBIT, 900, List.of()),
        late("OKX", Series.parse("okx:swap:BTC/USDT:1m"), Duration.ofSeconds(41)));
  }

  static List<VenueState> venues() {
    return List.of(new VenueState("Binance", 6_000, 1_180, 2, Map.of(), null, null, null, 12));
  }

  /** The bar that is not over at the invented moment. */
  static LiveBar running() {
    return bar(BTC, Instant.parse("2026-11-19T14:07:00Z"), FixtureRuns.NOW.minusMillis(400));
  }

  /** A bar with figures that suit the invented prices. */
  public static LiveBar bar(Series series, Instant opens, Instant told) {
    return new LiveBar(
        series,
        new Bar(
            opens.toEpochMilli(),
            Amount.parse("93801.23"),
            Amount.parse("93835"),
            Amount.parse("93790.4"),
            Amount.parse("93822.5"),
            Amount.parse("3.2"),
            null,
            Bar.NOT_GIVEN,
            null,
            null),
        false,
        told,
        told);
  }

  /** A connection that is well. */
  public static StreamState live(String name, Venue venue, long millis, List<FeedEvent> events) {
    Heal heal = events.isEmpty() ? null : new Heal(3, 1, Duration.ofMillis(1_900), HEALED);
    return new StreamState(
        name,
        venue,
        Phase.LIVE,
        9,
        FixtureRuns.NOW.minusMillis(millis),
        events.isEmpty() ? 0 : 1,
        48_210,
        12,
        0,
        "",
        null,
        0,
        List.of(),
        heal,
        events);
  }

  /** A connection one of whose series is late. */
  public static StreamState late(String name, Series series, Duration since) {
    Late late =
        new Late(series, FixtureRuns.NOW.minus(since), 1, "being asked for by REST, attempt 2");
    return new StreamState(
        name,
        series.instrument().venue(),
        Phase.LIVE,
        4,
        FixtureRuns.NOW.minusMillis(700),
        2,
        9_118,
        0,
        0,
        "",
        null,
        0,
        List.of(late),
        null,
        List.of());
  }
}
