package datalayer.venue.binance;

import static datalayer.venue.binance.RestRig.SPOT;
import static datalayer.venue.binance.RestRig.SWAP;
import static datalayer.venue.binance.RestRig.WINDOW;
import static datalayer.venue.binance.RestRig.range;
import static org.assertj.core.api.Assertions.assertThat;

import datalayer.market.RangeSet;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.venue.HistoryFetch;
import datalayer.venue.HistoryFetch.Answered;
import datalayer.venue.HistoryFetch.Refused;
import datalayer.venue.HistoryFetch.Unavailable;
import datalayer.venue.RequestPriority;
import datalayer.venue.binance.TrueVenue.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RestFaultsTest {

  private static final long T0 = WINDOW.from().toEpochMilli();

  private RestRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = RestRig.listed();
  }

  @AfterEach
  void stop() {
    assertThat(rig.venue.violations).isEmpty();
    rig.close();
  }

  private static String row(int minute) {
    return TrueVenue.row(T0 + minute * 60_000L, Timeframe.M1);
  }

  /** What the venue says instead of the rows, and what becomes of it; {@code @} is the address. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"code":-1121,"msg":"Invalid symbol."} | binance:spot:BTC/USDT:1m: @: it lists no such symbol (-1121 Invalid symbol.); check how the instrument is written, or whether it was delisted: its archive may still have it
          400 | {"code":-1120,"msg":"Invalid interval."} | binance:spot:BTC/USDT:1m: @: it answered 400, -1120 Invalid interval.; this is an error of Data Layer, or of a proxy in between
          400 | {"code":-1100,"msg":"Illegal characters found"} | binance:spot:BTC/USDT:1m: @: it answered 400, -1100 Illegal characters found; this is an error of Data Layer, or of a proxy in between
          451 | {"code":0,"msg":"Service unavailable from a restricted location"} | binance:spot:BTC/USDT:1m: @: it does not serve this country (451); set BINANCE__SPOT_REST_URL to https://data-api.binance.vision, which serves market data everywhere, or to a proxy
          404 | <html>not here</html> | binance:spot:BTC/USDT:1m: @: it answered 404; check BINANCE__SPOT_REST_URL
          302 | moved | binance:spot:BTC/USDT:1m: @: it sends us to nowhere (302), and redirects are not followed; check BINANCE__SPOT_REST_URL
          """)
  void aRefusalSaysWhatToDo(int status, String body, String reason) throws Exception {
    rig.venue.next(status, body);
    HistoryFetch fetched = rig.fetch(SPOT, WINDOW);
    assertThat(fetched).isInstanceOf(Refused.class);
    assertThat(((Refused) fetched).reason()).isEqualTo(reason.replace("@", address()));
    assertThat(rig.venue.askedForBars()).hasSize(1);
  }

  private String address() {
    return rig.venue.address()
        + "/api/v3/klines?symbol=BTCUSDT&interval=1m&startTime=1772582400000&endTime=1772582699999&limit=5";
  }

  @Test
  void aCountryThatFuturesDoNotServeHasItsOwnAdvice() throws Exception {
    rig.venue.next(451, "");
    Refused refused = (Refused) rig.fetch(SWAP, WINDOW);
    assertThat(refused.reason())
        .endsWith(
            ": it does not serve this country (451); set BINANCE__FUTURES_REST_URL to a proxy in a"
                + " country that it serves, or take history from the archive alone");
  }

  /** The first question is for the limits, and names the symbol too. */
  @Test
  void anUnknownSymbolIsRefusedBeforeBarsAreAskedFor() throws Exception {
    rig.venue.next(
        new Reply("/exchangeInfo", 400, Map.of(), "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"));
    Refused refused = (Refused) rig.fetch(SPOT, WINDOW);
    assertThat(refused.reason())
        .startsWith(
            "binance:spot:BTC/USDT:1m: %s/api/v3/exchangeInfo?symbol=BTCUSDT: it lists no such symbol"
                .formatted(rig.venue.address()));
    assertThat(rig.venue.askedForBars()).isEmpty();
  }

  /** The venue says it three times, and once is not enough to give up. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          500 | oops | it answered 500
          503 | {"code":-1008,"msg":"Server is overloaded"} | it answered 503, -1008 Server is overloaded
          400 | {"code":-1001,"msg":"Internal error"} | it answered 400, -1001 Internal error
          200 | <html>hello</html> | its answer is no JSON of bars: it breaks at byte 0 of 18; it starts with "<html>hello</html>"
          200 | {"bars":[]} | its answer has { where an array of bars is expected
          200 | [[1,"2"],3] | its answer has 3 where a row is expected
          200 | [[1772582400000,"1" | its answer is no JSON of bars: it breaks at byte 19 of 19; it starts with "[[1772582400000,"1""
          200 | [] [] | its answer goes on behind the JSON of bars
          200 | [[1,2,3]] | none of the 1 rows of its answer can be read; the first, [1,2,3]: it has 3 columns, 12 are expected
          """)
  void whatMayPassIsAskedAgain(int status, String body, String reason) throws Exception {
    rig.venue.next(status, body);
    assertThat(rig.answered(SPOT, WINDOW).bars()).hasSize(5);
    assertThat(rig.answered(SPOT, WINDOW).requests()).isEqualTo(1);
    for (int i = 0; i < 3; i++) {
      rig.venue.next(status, body);
    }
    Unavailable unavailable = (Unavailable) rig.fetch(SPOT, WINDOW);
    assertThat(unavailable.reason())
        .isEqualTo("binance:spot:BTC/USDT:1m: %s: %s (tried 3 times)".formatted(address(), reason));
    assertThat(unavailable.open()).isEqualTo(RangeSet.of(WINDOW));
    assertThat(unavailable.requests()).isEqualTo(3);
  }

  /** One bad row among good ones; {@code 2} is the third minute's row. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          [1772582520000,"1"] | it has 2 columns, 12 are expected
          [1772582520000,"1","1","1","1","1",1772582579999,"1",1,"1","1","0","new"] | it has 13 columns, 12 are expected
          [1772582520000,"x","1","1","1","1",1772582579999,"1",1,"1","1","0"] | column open: "x" is no number
          [1772582520000,"1,5","1","1","1","1",1772582579999,"1",1,"1","1","0"] | column open: "1?5" is no number
          [1772582520000,null,"1","1","1","1",1772582579999,"1",1,"1","1","0"] | column open: "null" is no number
          [1772582520000,["1"],"1","1","1","1",1772582579999,"1",1,"1","1","0"] | column 2 is no plain value
          [1772582520000,"1","1","1","1","1",1772582579999,"1",1.5,"1","1","0"] | column count: "1.5" is no whole number
          [1772582520000,"1","1","1","1","1e30",1772582579999,"1",1,"1","1","0"] | column volume: 1E+30 has more than 20 digits before the point
          [1772582520000,"1.1234567890123456789","1","1","1","1",1772582579999,"1",1,"1","1","0"] | column open: 1.1234567890123456789 has more than 18 places after the point
          [1772582520,"1","1","1","1","1",1772582579999,"1",1,"1","1","0"] | column open_time: 1772582520 looks like seconds; milli- or microseconds are expected
          [1772582520000,"1","1","1","1","1",1772582519999,"1",1,"1","1","0"] | column close_time: 1772582519999 is before the bar opens
          [1772582520500,"1","1","1","1","1",1772582579999,"1",1,"1","1","0"] | it opens at 2026-03-04T00:02:00.500Z, where no bar of 1m opens
          [1772582460000,"1","1","1","1","1",1772582579999,"1",1,"1","1","0"] | it opens at 2026-03-04T00:01:00Z, not behind the bar before it, which opens at 2026-03-04T00:01:00Z
          [1772582700000,"1","1","1","1","1",1772582759999,"1",1,"1","1","0"] | it opens at 2026-03-04T00:05:00Z, outside the window that was asked for, 2026-03-04T00:00:00Z/2026-03-04T00:05:00Z
          """)
  void aBadRowIsKeptWithItsReasonAndItsMinuteIsNotSilent(String raw, String reason)
      throws Exception {
    rig.venue.next(200, "[" + String.join(",", row(0), row(1), raw, row(3), row(4)) + "]");
    Answered answered = rig.answered(SPOT, WINDOW);
    assertThat(answered.bars()).hasSize(4);
    assertThat(answered.rejected()).hasSize(1);
    assertThat(answered.rejected().getFirst().line()).isEqualTo(3);
    assertThat(answered.rejected().getFirst().raw()).isEqualTo(raw);
    assertThat(answered.rejected().getFirst().reason()).isEqualTo(reason);
    assertThat(answered.silent()).isEqualTo(RangeSet.EMPTY);
    assertThat(answered.unread())
        .isEqualTo(RangeSet.of(range("2026-03-04T00:02:00Z", "2026-03-04T00:03:00Z")));
  }

  @Test
  void microsecondsAreUnderstood() throws Exception {
    String row = row(0).replaceFirst("(\\d{13})", "$1000").replaceFirst(",(\\d{13}),", ",$1999,");
    rig.venue.next(200, "[" + String.join(",", row, row(1), row(2), row(3), row(4)) + "]");
    assertThat(rig.answered(SPOT, WINDOW).bars().getFirst().openTime()).isEqualTo(T0);
  }

  @Test
  void whatWasAnsweredBeforeAFailureCounts() throws Exception {
    TimeRange day = range("2026-03-04T00:00:00Z", "2026-03-05T00:00:00Z");
    rig.venue.next(200, rowsOf(1_000));
    for (int i = 0; i < 3; i++) {
      rig.venue.next(502, "");
    }
    Unavailable unavailable = (Unavailable) rig.fetch(SPOT, day);
    assertThat(unavailable.bars()).hasSize(1_000);
    assertThat(unavailable.open())
        .isEqualTo(RangeSet.of(range("2026-03-04T16:40:00Z", "2026-03-05T00:00:00Z")));
  }

  private static String rowsOf(int count) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(i));
    }
    return "[" + String.join(",", rows) + "]";
  }

  @Test
  void tooManyRequestsAreFollowedByTheSilenceThatWasAskedFor() throws Exception {
    rig.answered(SPOT, WINDOW);
    Duration before = rig.time.passed();
    rig.venue.next(
        new Reply(
            "/klines", 429, Map.of("Retry-After", "7"), "{\"code\":-1003,\"msg\":\"Too much\"}"));
    assertThat(rig.answered(SPOT, WINDOW).bars()).hasSize(5);
    assertThat(rig.time.passed().minus(before)).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void aBanSilencesEverybodyUntilItEnds() throws Exception {
    rig.answered(SPOT, WINDOW);
    rig.venue.next(
        new Reply(
            "/klines",
            418,
            Map.of("Retry-After", "600"),
            "{\"code\":-1003,\"msg\":\"Way too much request weight used; IP banned until %d.\"}"
                .formatted(RestRig.NOW.toEpochMilli() + 600_000)));
    Unavailable unavailable = (Unavailable) rig.fetch(SPOT, WINDOW);
    assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(601));
    assertThat(unavailable.reason())
        .contains("Binance spot: ")
        .contains("it has banned this address (418), -1003 Way too much request weight used")
        .endsWith("; nothing is sent until 2026-03-05T12:10:21Z");
    int asked = rig.venue.asked.size();
    List<HistoryFetch> others = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (RequestPriority priority : RequestPriority.values()) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  others.add(rig.history.fetch(SPOT, WINDOW, priority));
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(others).hasSize(4).allMatch(Unavailable.class::isInstance);
    assertThat(rig.venue.asked).hasSize(asked);
    assertThat(rig.rest.budgets().getFirst().stopReason()).contains("(418)");
    assertThat(rig.answered(SWAP, WINDOW).bars()).as("the other market's budget").hasSize(5);
    rig.time.passes(Duration.ofSeconds(601));
    assertThat(rig.answered(SPOT, WINDOW).bars()).hasSize(5);
  }

  @Test
  void theFirewallIsLeftAloneForMinutes() throws Exception {
    rig.answered(SPOT, WINDOW);
    rig.venue.next(403, "<html>blocked</html>");
    Unavailable unavailable = (Unavailable) rig.fetch(SPOT, WINDOW);
    assertThat(unavailable.reason()).contains("its firewall turned the request away (403)");
    assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(301));
  }

  @Test
  void aVenueThatDoesNotSayItsTimeHasNoFinalBars() throws Exception {
    for (int i = 0; i < 3; i++) {
      rig.venue.next(new Reply("/time", 500, Map.of(), ""));
    }
    Unavailable unavailable = (Unavailable) rig.fetch(SPOT, WINDOW);
    assertThat(unavailable.reason())
        .isEqualTo(
            "Binance spot does not say its time, without which no bar is known to be final: %s/api/v3/time: it answered 500 (tried 3 times)"
                .formatted(rig.venue.address()));
    assertThat(rig.answered(SPOT, WINDOW).bars()).hasSize(5);
  }

  @Test
  void theLimitsComeFirstAndAreKept() throws Exception {
    rig.venue.limit = 100;
    List<Thread> threads = new ArrayList<>();
    List<HistoryFetch> fetched = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 8; i++) {
      RequestPriority priority = List.of(RequestPriority.values()).get(i % 4);
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int n = 0; n < 20; n++) {
                    fetched.add(rig.history.fetch(SPOT, WINDOW, priority));
                  }
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(fetched).hasSize(160).allMatch(Answered.class::isInstance);
    assertThat(rig.rest.budgets().getFirst().limit()).isEqualTo(100);
    assertThat(rig.time.passed()).isGreaterThan(Duration.ofMinutes(3));
  }
}
