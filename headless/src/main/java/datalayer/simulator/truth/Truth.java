package datalayer.simulator.truth;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every bar of a simulated exchange, past and to come. Minutes are reckoned from the seed, longer
 * bars are exact aggregates of the minutes there are; one without any minute is absent. Safe for
 * many threads; the same seed, listings and script give the same figures in whatever order they are
 * asked for.
 */
public final class Truth {

  private static final long MINUTE = Tape.MINUTE;

  private final Map<Instrument, Listing> listings = new LinkedHashMap<>();
  private final Map<Instrument, Tape> tapes = new LinkedHashMap<>();
  private final MarketScript script;
  private final Days days;

  public Truth(long seed, List<Listing> listings, MarketScript script) {
    for (Listing listing : listings) {
      if (this.listings.put(listing.instrument(), listing) != null) {
        throw new IllegalArgumentException(listing.instrument() + " is listed twice");
      }
      tapes.put(listing.instrument(), new Tape(seed ^ listing.instrument().id(), listing));
    }
    this.script = script;
    this.days = new Days(script);
  }

  public List<Listing> listings() {
    return List.copyOf(listings.values());
  }

  /**
   * The listing of an instrument.
   *
   * @throws IllegalArgumentException when it is not listed
   */
  public Listing listing(Instrument instrument) {
    Listing listing = listings.get(instrument);
    if (listing == null) {
      throw new IllegalArgumentException("the simulated exchange does not list " + instrument);
    }
    return listing;
  }

  public MarketScript script() {
    return script;
  }

  /** The true bars that open within the range, ascending, whether or not they happened yet. */
  public List<Bar> bars(Series series, TimeRange range) {
    Listing listing = listing(series.instrument());
    List<Bar> bars = new ArrayList<>();
    long step = series.timeframe().millis();
    long from = Math.max(range.from().toEpochMilli(), listing.from().toEpochMilli() - step + 1);
    for (long open = Math.ceilDiv(from, step) * step;
        open < range.to().toEpochMilli() && open < end(listing);
        open += step) {
      BarFigures figures = bar(listing, open, step);
      if (figures != null) {
        bars.add(listing.bar(figures));
      }
    }
    return bars;
  }

  /** {@link #hash(List)} of the bars that open on a UTC day. */
  public String hash(Series series, LocalDate day) {
    return hash(
        bars(
            series,
            new TimeRange(
                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())));
  }

  /**
   * The SHA-256 of bars in lower-case hexadecimal: a line for each, its open time in milliseconds,
   * open, high, low, close, volume, quote volume, trades, taker volumes, separated by commas,
   * amounts as {@link Amount#toString} writes them. A figure that is not given is an empty word.
   */
  public static String hash(List<Bar> bars) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Bar bar : bars) {
        digest.update(line(bar).getBytes(StandardCharsets.US_ASCII));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The true bar of a stretch of whole minutes, or null where there is none. */
  public @Nullable BarFigures bar(Listing listing, long open, long step) {
    return fold(listing, open, Math.min(open + step, end(listing)), null);
  }

  /**
   * The bar as the exchange says it at a moment: with what happened up to then, and with minutes
   * that it amends later as it said them first. Null where there is none.
   */
  public @Nullable BarFigures said(Listing listing, long open, long step, Instant moment) {
    long now = moment.toEpochMilli();
    long end = Math.min(open + step, end(listing));
    long running = Math.floorDiv(now, MINUTE) * MINUTE;
    BarFigures closed = fold(listing, open, Math.min(end, running), moment);
    if (now < open || running >= end || running < listing.from().toEpochMilli()) {
      return closed;
    }
    BarFigures latest = running(listing, running / MINUTE, now - running);
    if (latest == null) {
      return closed;
    }
    return closed == null ? latest.opening(open) : closed.and(latest);
  }

  /** The bar as the stream says it when it has closed: amendments come too late for it. */
  public @Nullable BarFigures streamed(Listing listing, long open, long step) {
    return fold(listing, open, Math.min(open + step, end(listing)), Instant.MIN);
  }

  /** The open time of the first bar of that length in milliseconds. */
  public static long firstOpen(Listing listing, long step) {
    return Math.floorDiv(listing.from().toEpochMilli(), step) * step;
  }

  private static long end(Listing listing) {
    return listing.until() == null ? Long.MAX_VALUE : listing.until().toEpochMilli();
  }

  private @Nullable BarFigures fold(
      Listing listing, long open, long end, @Nullable Instant moment) {
    Tape tape = tape(listing);
    BarFigures sum = null;
    long minute = Math.max(open, listing.from().toEpochMilli()) / MINUTE;
    while (minute < Math.ceilDiv(end, MINUTE)) {
      long day = Math.floorDiv(minute, (long) Days.MINUTES);
      @Nullable BarFigures[] minutes = days.day(tape, listing, day);
      long last = Math.min(Math.ceilDiv(end, MINUTE), (day + 1) * Days.MINUTES);
      for (; minute < last; minute++) {
        BarFigures bar = minutes[(int) (minute - day * Days.MINUTES)];
        if (bar != null) {
          BarFigures said = moment == null ? bar : asSaid(listing, bar, moment);
          sum = sum == null ? said.opening(open) : sum.and(said);
        }
      }
    }
    return sum;
  }

  /** The minute as it is said at a moment. */
  private BarFigures asSaid(Listing listing, BarFigures minute, Instant moment) {
    Optional<MarketScript.Amendment> amendment =
        script.amendment(listing.instrument(), minute.openTime());
    if (amendment.isEmpty() || !moment.isBefore(amendment.get().corrected())) {
      return minute;
    }
    amendment.get().tell();
    if (minute.trades() > 0) {
      return tape(listing).barWithoutTheLast(minute.openTime() / MINUTE);
    }
    // a trade that was taken back
    long price = minute.close();
    return new BarFigures(minute.openTime(), price, price, price, price, 1, price, 1, 0, 0);
  }

  private @Nullable BarFigures running(Listing listing, long minute, long millis) {
    Instrument instrument = listing.instrument();
    long open = minute * MINUTE;
    if (open >= end(listing) || script.outage(instrument, open).isPresent()) {
      return null;
    }
    Tape tape = tape(listing);
    long standing = days.standing(tape, listing, minute);
    boolean calm = script.calm(instrument, open).isPresent() || tape.isQuiet(minute);
    return calm ? BarFigures.flat(open, standing) : tape.running(minute, millis, standing);
  }

  private Tape tape(Listing listing) {
    return Objects.requireNonNull(tapes.get(listing.instrument()));
  }

  private static String line(Bar bar) {
    return String.join(
            ",",
            String.valueOf(bar.openTime()),
            bar.open().toString(),
            bar.high().toString(),
            bar.low().toString(),
            bar.close().toString(),
            bar.volume().toString(),
            written(bar.quoteVolume()),
            bar.trades() == Bar.NOT_GIVEN ? "" : String.valueOf(bar.trades()),
            written(bar.takerBuyVolume()),
            written(bar.takerBuyQuoteVolume()))
        + "\n";
  }

  private static String written(@Nullable Amount amount) {
    return amount == null ? "" : amount.toString();
  }
}
