package datalayer.market;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A contract that a venue lists, named by the unified symbol: {@code BTC/USDT} on the spot market,
 * {@code BTC/USDT:USDT} for the perpetual settled in USDT, {@code BTC/USDT:USDT-261225} for the
 * future delivered on 25 December 2026. Letters of any script are allowed: venues list them.
 */
public record Instrument(Venue venue, MarketType type, String symbol) {

  private static final Pattern SYMBOL =
      Pattern.compile(
          "(?<base>[\\p{L}\\p{N}]+)/(?<quote>[\\p{L}\\p{N}]+)"
              + "(?::(?<settle>[\\p{L}\\p{N}]+))?(?:-(?<date>\\d{6}))?");

  public Instrument {
    Matcher matcher = match(symbol);
    boolean settles = matcher.group("settle") != null;
    boolean dated = matcher.group("date") != null;
    boolean wellFormed =
        switch (type) {
          case SPOT -> !settles && !dated;
          case SWAP -> settles && !dated;
          case FUTURE -> settles && dated;
        };
    if (!wellFormed) {
      throw new IllegalArgumentException(
          "\"%s\" is not how a %s instrument is written; see %s"
              .formatted(symbol, type, example(type)));
    }
  }

  /**
   * Reads what an operator wrote. An undated {@code future} is the venue's perpetual, and a
   * perpetual's or future's settlement currency may be left out when it is the quote currency.
   *
   * @throws IllegalArgumentException saying what is wrong with the text
   */
  public static Instrument parse(Venue venue, String type, String symbol) {
    Matcher matcher = match(symbol);
    MarketType written = MarketType.parse(type);
    String date = matcher.group("date");
    if (written == MarketType.SPOT) {
      return new Instrument(venue, written, symbol);
    }
    MarketType meant = date == null ? MarketType.SWAP : MarketType.FUTURE;
    if (written == MarketType.SWAP && meant == MarketType.FUTURE) {
      throw new IllegalArgumentException(
          "\"%s\" has a date, so it is a future, not a swap".formatted(symbol));
    }
    String quote = matcher.group("quote");
    String settle = matcher.group("settle") == null ? quote : matcher.group("settle");
    String unified =
        matcher.group("base") + "/" + quote + ":" + settle + (date == null ? "" : "-" + date);
    return new Instrument(venue, meant, unified);
  }

  public String base() {
    return match(symbol).group("base");
  }

  public String quote() {
    return match(symbol).group("quote");
  }

  /** The symbol without its settlement currency, for people: {@code BTC/USDT}. */
  public String shortSymbol() {
    return base() + "/" + quote();
  }

  /**
   * The identifier in the table {@code instruments}: the first eight bytes of the SHA-256 of the
   * instrument's full name, taken as an unsigned number. It is a function of the name so that two
   * machines, or one machine that lost its ledger, give the same instrument the same identifier.
   */
  public long id() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
      long id = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        id = id << 8 | (digest[i] & 0xff);
      }
      return id;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The instrument's full name, {@code binance:swap:BTC/USDT:USDT}. */
  @Override
  public String toString() {
    return String.join(":", List.of(venue.label(), type.label(), symbol));
  }

  private static Matcher match(String symbol) {
    Matcher matcher = SYMBOL.matcher(symbol);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no symbol; write it like BTC/USDT or BTC/USDT:USDT".formatted(symbol));
    }
    return matcher;
  }

  private static String example(MarketType type) {
    return switch (type) {
      case SPOT -> "BTC/USDT";
      case SWAP -> "BTC/USDT:USDT";
      case FUTURE -> "BTC/USDT:USDT-261225";
    };
  }
}
