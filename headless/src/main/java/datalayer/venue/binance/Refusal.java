package datalayer.venue.binance;

import datalayer.venue.http.HttpOutcome.Refused;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer that is no success means.
 *
 * @param code Binance's own, or 0 where it gave none
 * @param reason for people: what happened, where, what to do
 * @param isFinal whether asking again would not help
 * @param stop how long nothing must be sent to this market, or null
 */
record Refusal(int code, String reason, boolean isFinal, @Nullable Duration stop) {

  static final int INVALID_SYMBOL = -1121;

  private static final int TOO_MANY_REQUESTS = -1003;

  /** Disconnected, timed out, overloaded, shutting down: it may go better the next time. */
  private static final Set<Integer> PASSING = Set.of(-1000, -1001, -1006, -1007, -1008, -1016);

  /** Binance's limits are by the minute. */
  private static final Duration UNSAID_LIMIT = Duration.ofMinutes(1);

  /** The shortest ban there is. */
  private static final Duration UNSAID_BAN = Duration.ofMinutes(2);

  private static final Duration LONGEST_BAN = Duration.ofDays(4);

  private static final Duration FIREWALL = Duration.ofMinutes(5);

  /** Seconds are cut off, not rounded, so the end of a stop may be as much later. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private static final Pattern ERROR =
      Pattern.compile("\\{\\s*\"code\"\\s*:\\s*(-?\\d{1,9})\\s*,\\s*\"msg\"\\s*:\\s*\"([^\"]*)");
  private static final Pattern BANNED_UNTIL = Pattern.compile("banned until (\\d{13})");

  /**
   * Reads an answer.
   *
   * @param now by the venue's clock
   */
  static Refusal of(RestMarket.Kind market, URI address, Refused<?> refused, Instant now) {
    Matcher error = ERROR.matcher(refused.text());
    boolean said = error.lookingAt();
    int code = said ? Integer.parseInt(error.group(1)) : 0;
    String words = said ? "%d %s".formatted(code, PublishedChecksum.shown(error.group(2))) : "";
    int status = refused.status();
    if (status == 418) {
      return stop(
          code, banned(refused, now), address + ": it has banned this address (418)", words);
    }
    if (status == 429 || code == TOO_MANY_REQUESTS) {
      Duration asked = refused.retryAfter();
      String reason = "%s: too many requests (%d)".formatted(address, status);
      return stop(code, asked == null ? UNSAID_LIMIT : asked, reason, words);
    }
    if (status == 403) {
      Duration asked = refused.retryAfter();
      String reason = address + ": its firewall turned the request away (403)";
      Duration length = asked == null || asked.compareTo(FIREWALL) < 0 ? FIREWALL : asked;
      return stop(code, length, reason, words);
    }
    if (status == 408 || status >= 500 || PASSING.contains(code)) {
      String reason = "%s: it answered %d%s".formatted(address, status, behind(words));
      return new Refusal(code, reason, false, null);
    }
    return new Refusal(code, advised(market, address, refused, code, words), true, null);
  }

  private static Refusal stop(int code, Duration length, String reason, String words) {
    return new Refusal(code, reason + behind(words), false, length.plus(MARGIN));
  }

  private static Duration banned(Refused<?> refused, Instant now) {
    Duration asked = refused.retryAfter();
    Duration length = asked == null ? UNSAID_BAN : asked;
    Matcher until = BANNED_UNTIL.matcher(refused.text());
    if (!until.find()) {
      return length;
    }
    Instant end = Instant.ofEpochMilli(Long.parseLong(until.group(1)));
    Duration left = Duration.between(now, end);
    // its clock may not be known yet: what is no ban of Binance's, or not the one it says in
    // seconds, is not believed
    boolean believed =
        left.compareTo(LONGEST_BAN) <= 0
            && (asked == null || left.minus(asked).abs().compareTo(UNSAID_BAN) < 0);
    return believed && left.compareTo(length) > 0 ? left : length;
  }

  private static String advised(
      RestMarket.Kind market, URI address, Refused<?> refused, int code, String words) {
    int status = refused.status();
    if (status == 451) {
      String elsewhere =
          market == RestMarket.Kind.SPOT
              ? "to https://data-api.binance.vision, which serves market data everywhere, or to a"
                  + " proxy"
              : "to a proxy in a country that it serves, or take history from the archive alone";
      return "%s: it does not serve this country (451); set %s %s"
          .formatted(address, market.setting, elsewhere);
    }
    if (status / 100 == 3 || status == 404) {
      return "%s; check %s".formatted(Refusals.said(address, refused), market.setting);
    }
    if (code == INVALID_SYMBOL) {
      return "%s: it lists no such symbol (%s); check how the instrument is written, or whether it was"
              .formatted(address, words)
          + " delisted: its archive may still have it";
    }
    return "%s: it answered %d%s; this is an error of Data Layer, or of a proxy in between"
        .formatted(address, status, behind(words));
  }

  private static String behind(String words) {
    return words.isEmpty() ? "" : ", " + words;
  }
}
