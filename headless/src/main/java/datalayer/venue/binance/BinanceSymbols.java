package datalayer.venue.binance;

import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.Venue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * How Binance names what we call an instrument. The same name means the spot market at one address
 * and the perpetual at another, so a name alone says nothing; and where a name's base ends and its
 * quote begins cannot be seen, so names are put together from parts and never taken apart.
 */
public final class BinanceSymbols {

  /** What USDT-margined contracts are settled in. BUSD is retired, but its files are published. */
  private static final Set<String> MARGINS = Set.of("USDT", "USDC", "BUSD");

  private static final DateTimeFormatter DELIVERY = DateTimeFormatter.ofPattern("yyMMdd");

  private BinanceSymbols() {}

  /**
   * Whether it is traded on the spot market or the USDT-margined one. Contracts margined in the
   * coin itself are not covered.
   */
  public static boolean covers(Instrument instrument) {
    return instrument.venue() == Venue.BINANCE
        && switch (instrument.type()) {
          case SPOT -> true;
          case SWAP, FUTURE -> MARGINS.contains(settlement(instrument));
        };
  }

  /**
   * Binance's name: {@code BTCUSDT} for {@code BTC/USDT} and for {@code BTC/USDT:USDT}, {@code
   * BTCUSDT_261225} for {@code BTC/USDT:USDT-261225}.
   *
   * @throws IllegalArgumentException when the instrument is not {@link #covers covered}
   */
  public static String id(Instrument instrument) {
    if (!covers(instrument)) {
      throw new IllegalArgumentException(
          "%s is not traded on Binance's spot or USDT-margined market".formatted(instrument));
    }
    String pair = instrument.base() + instrument.quote();
    return switch (instrument.type()) {
      case SPOT, SWAP -> pair;
      case FUTURE ->
          pair + "_" + instrument.symbol().substring(instrument.symbol().lastIndexOf('-') + 1);
    };
  }

  /** The spot instrument of an asset pair as Binance's catalogue gives it. */
  public static Instrument spot(String base, String quote) {
    return new Instrument(Venue.BINANCE, MarketType.SPOT, base + "/" + quote);
  }

  /** The perpetual of an asset pair and its margin asset as Binance's catalogue gives them. */
  public static Instrument perpetual(String base, String quote, String margin) {
    return new Instrument(Venue.BINANCE, MarketType.SWAP, base + "/" + quote + ":" + margin);
  }

  /** The future of an asset pair, its margin asset and its UTC day of delivery. */
  public static Instrument future(String base, String quote, String margin, LocalDate delivery) {
    return new Instrument(
        Venue.BINANCE,
        MarketType.FUTURE,
        "%s/%s:%s-%s".formatted(base, quote, margin, DELIVERY.format(delivery)));
  }

  /**
   * A part of a path or a value of a query, percent-encoded as UTF-8: names may be of any script.
   */
  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String settlement(Instrument instrument) {
    String symbol = instrument.symbol();
    int date = symbol.lastIndexOf('-');
    return symbol.substring(symbol.indexOf(':') + 1, date < 0 ? symbol.length() : date);
  }
}
