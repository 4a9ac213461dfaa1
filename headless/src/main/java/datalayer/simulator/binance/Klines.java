package datalayer.simulator.binance;

import datalayer.simulator.truth.BarFigures;
import datalayer.simulator.truth.Listing;
import datalayer.simulator.truth.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code klines}: rows ascending, bounds inclusive on the open time, the running bar last. With a
 * start the oldest rows from there, otherwise the newest.
 */
final class Klines {

  static final int DEFAULT_LIMIT = 500;

  private static final String SYMBOL = "^[A-Z0-9-_.]{1,20}$";
  private static final Pattern LEGAL = Pattern.compile("[\\p{L}\\p{N}._-]{1,50}");
  private static final Set<String> SPOT_PARAMETERS =
      Set.of("symbol", "interval", "startTime", "endTime", "timeZone", "limit");
  private static final Set<String> FUTURES_PARAMETERS =
      Set.of("symbol", "interval", "startTime", "endTime", "limit");

  private final BinanceMarket market;
  private final Truth truth;
  private final Map<String, Listing> listings;

  Klines(BinanceMarket market, Truth truth) {
    this.market = market;
    this.truth = truth;
    this.listings =
        truth.listings().stream()
            .filter(listing -> BinanceMarket.of(listing) == market)
            .collect(Collectors.toMap(Listing::id, listing -> listing));
  }

  /** What a request asks for. */
  record Request(
      Listing listing, Interval interval, OptionalLong from, OptionalLong to, int limit) {}

  /**
   * Reads a query.
   *
   * @throws RestException as Binance refuses it
   */
  Request request(String query) throws RestException {
    boolean spot = market == BinanceMarket.SPOT;
    Parameters sent = Parameters.of(query, spot ? SPOT_PARAMETERS : FUTURES_PARAMETERS);
    String symbol = sent.mandatory("symbol");
    String label = sent.mandatory("interval");
    if (!LEGAL.matcher(symbol).matches()) {
      throw RestException.illegal("symbol", SYMBOL);
    }
    OptionalLong from = sent.time("startTime");
    OptionalLong to = sent.time("endTime");
    int limit = limit(sent);
    Interval interval = Interval.parse(label).orElseThrow(RestException::invalidInterval);
    Listing listing = listings.get(symbol);
    if (listing == null) {
      throw RestException.invalidSymbol();
    }
    if (!spot && from.isPresent() && to.isPresent() && from.getAsLong() > to.getAsLong()) {
      throw RestException.startAfterEnd();
    }
    return new Request(listing, interval, from, to, limit);
  }

  /** The limit a query means, for its weight; the default where it makes no sense. */
  int limitOf(@Nullable String text) {
    try {
      return text == null ? DEFAULT_LIMIT : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return DEFAULT_LIMIT;
    }
  }

  /** The rows as JSON, with times in this many parts of a millisecond. */
  String rows(Request request, Instant now, int unit) {
    List<BarFigures> bars = bars(request, now);
    StringBuilder json = new StringBuilder(16 + bars.size() * 180).append('[');
    for (BarFigures bar : bars) {
      json.append(json.length() == 1 ? "" : ",");
      row(json, request, bar, unit);
    }
    return json.append(']').toString();
  }

  private List<BarFigures> bars(Request request, Instant now) {
    Interval interval = request.interval();
    long step = interval.millis();
    long first = interval.first(request.listing());
    long last = interval.floor(last(request.listing(), now));
    long to = Math.min(last, request.to().orElse(last));
    List<BarFigures> bars = new ArrayList<>();
    if (request.from().isPresent()) {
      long open = Math.max(first, interval.ceiling(request.from().getAsLong()));
      for (; open <= to && bars.size() < request.limit(); open += step) {
        add(bars, truth.said(request.listing(), open, step, now));
      }
      return bars;
    }
    for (long open = interval.floor(to); open >= first && bars.size() < request.limit(); ) {
      add(bars, truth.said(request.listing(), open, step, now));
      open -= step;
    }
    return bars.reversed();
  }

  /** The last moment at which a bar may have opened. */
  private static long last(Listing listing, Instant now) {
    long last = now.toEpochMilli();
    return listing.until() == null ? last : Math.min(last, listing.until().toEpochMilli() - 1);
  }

  private static void add(List<BarFigures> bars, @Nullable BarFigures bar) {
    if (bar != null) {
      bars.add(bar);
    }
  }

  private static void row(StringBuilder json, Request request, BarFigures bar, int unit) {
    Listing listing = request.listing();
    long closes = (bar.openTime() + request.interval().millis()) * unit - 1;
    json.append('[').append(bar.openTime() * unit).append(",\"");
    json.append(listing.price(bar.open())).append("\",\"");
    json.append(listing.price(bar.high())).append("\",\"");
    json.append(listing.price(bar.low())).append("\",\"");
    json.append(listing.price(bar.close())).append("\",\"");
    json.append(listing.volume(bar.volume())).append("\",").append(closes).append(",\"");
    json.append(listing.quote(bar.quote())).append("\",").append(bar.trades()).append(",\"");
    json.append(listing.volume(bar.takerBuy())).append("\",\"");
    json.append(listing.quote(bar.takerBuyQuote())).append("\",\"0\"]");
  }

  /** More than the maximum is an error on futures; on spot it is taken as the maximum. */
  private int limit(Parameters sent) throws RestException {
    long limit = sent.number("limit").orElse(DEFAULT_LIMIT);
    if (limit < 1 || (market == BinanceMarket.USDT_MARGINED && limit > market.mostRows())) {
      throw RestException.invalidData("limit");
    }
    return (int) Math.min(limit, market.mostRows());
  }
}
