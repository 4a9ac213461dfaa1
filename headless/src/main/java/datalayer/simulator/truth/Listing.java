package datalayer.simulator.truth;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Instrument;
import datalayer.market.MarketType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instrument as a simulated exchange lists it.
 *
 * @param id as the exchange writes it, {@code BTCUSDT}
 * @param from the open time of its first bar, on the minute
 * @param until when its last bar closed or will close, or null when it trades on
 * @param price around which it trades
 * @param pricePlaces places of its tick after the point
 * @param lotPlaces places of its lot after the point; with those of the tick at most eight
 * @param quiet the share of minutes in which nobody trades, from 0 inclusive to 1 exclusive
 */
public record Listing(
    Instrument instrument,
    String id,
    Instant from,
    @Nullable Instant until,
    double price,
    int pricePlaces,
    int lotPlaces,
    double quiet) {

  /** How many places Binance's spot market writes, whatever the tick. */
  public static final int SPOT_PLACES = 8;

  private static final long[] POWERS_OF_TEN = powersOfTen();

  public Listing {
    if (from.toEpochMilli() % Tape.MINUTE != 0) {
      throw new IllegalArgumentException("%s is not on the minute".formatted(from));
    }
    if (pricePlaces < 0 || lotPlaces < 0 || pricePlaces + lotPlaces > SPOT_PLACES) {
      throw new IllegalArgumentException(
          "%s has %d places of price and %d of volume; together at most %d"
              .formatted(id, pricePlaces, lotPlaces, SPOT_PLACES));
    }
    if (price <= 0 || quiet < 0 || quiet >= 1) {
      throw new IllegalArgumentException("%s has no sensible price or quiet share".formatted(id));
    }
  }

  /** The same listing with other dates. */
  public Listing dated(Instant first, @Nullable Instant last) {
    return new Listing(instrument, id, first, last, price, pricePlaces, lotPlaces, quiet);
  }

  /** The same listing where nobody trades in this share of the minutes. */
  public Listing quiet(double share) {
    return new Listing(instrument, id, from, until, price, pricePlaces, lotPlaces, share);
  }

  public boolean isSpot() {
    return instrument.type() == MarketType.SPOT;
  }

  /** Whether it trades at that moment. */
  public boolean tradesAt(Instant moment) {
    return !moment.isBefore(from) && (until == null || moment.isBefore(until));
  }

  /** The figures as a bar. */
  public Bar bar(BarFigures f) {
    int quotePlaces = pricePlaces + lotPlaces;
    return new Bar(
        f.openTime(),
        amount(f.open(), pricePlaces),
        amount(f.high(), pricePlaces),
        amount(f.low(), pricePlaces),
        amount(f.close(), pricePlaces),
        amount(f.volume(), lotPlaces),
        amount(f.quote(), quotePlaces),
        f.trades(),
        amount(f.takerBuy(), lotPlaces),
        amount(f.takerBuyQuote(), quotePlaces));
  }

  /** A price in ticks as the exchange writes it. */
  public String price(long ticks) {
    return written(ticks, pricePlaces);
  }

  /** A volume in lots as the exchange writes it. */
  public String volume(long lots) {
    return written(lots, lotPlaces);
  }

  /** A quote volume in ticks times lots as the exchange writes it. */
  public String quote(long units) {
    return written(units, pricePlaces + lotPlaces);
  }

  long firstMinute() {
    return from.toEpochMilli() / Tape.MINUTE;
  }

  /** The first minute without a bar. */
  long endMinute() {
    return until == null ? Long.MAX_VALUE : until.toEpochMilli() / Tape.MINUTE;
  }

  /** Spot figures have eight places; futures their own, and a plain 0 for nothing. */
  private String written(long units, int places) {
    if (units == 0 && !isSpot()) {
      return "0";
    }
    StringBuilder text = new StringBuilder(24).append(units / POWERS_OF_TEN[places]);
    int shown = isSpot() ? SPOT_PLACES : places;
    if (shown > 0) {
      text.append('.');
    }
    if (places > 0) {
      String rest = String.valueOf(units % POWERS_OF_TEN[places]);
      text.repeat('0', places - rest.length()).append(rest);
    }
    return text.repeat('0', shown - places).toString();
  }

  private static Amount amount(long units, int places) {
    long factor = POWERS_OF_TEN[Amount.SCALE - places];
    return new Amount(Math.multiplyHigh(units, factor), units * factor);
  }

  private static long[] powersOfTen() {
    long[] powers = new long[Amount.SCALE + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
