package datalayer.simulator.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.simulator.Fault;
import datalayer.simulator.truth.MarketScript;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestDialectTest {

  private static final long MIDNIGHT = Instant.parse("2026-03-10T00:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;

  private Rig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new Rig();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static List<Long> opens(HttpResponse<String> response) throws IOException {
    return Rig.bars(response).stream().map(Bar::openTime).toList();
  }

  @Test
  void aRowIsWrittenAsBinanceWritesIt() throws Exception {
    String query = "klines?symbol=LTCUSDT&interval=1m&limit=1&startTime=" + MIDNIGHT;

    assertThat(rig.spot(query).body())
        .matches(
            "\\[\\[%d(,\"\\d+\\.\\d{8}\"){5},%d,\"\\d+\\.\\d{8}\",\\d+(,\"\\d+\\.\\d{8}\"){2},\"0\"]]"
                .formatted(MIDNIGHT, MIDNIGHT + MINUTE - 1));
    assertThat(rig.futures(query).body())
        .matches(
            "\\[\\[%d(,\"\\d+\\.\\d{2}\"){4},\"\\d+\\.\\d{3}\",%d,\"\\d+\\.\\d{5}\",\\d+,\"\\d+\\.\\d{3}\",\"\\d+\\.\\d{5}\",\"0\"]]"
                .formatted(MIDNIGHT, MIDNIGHT + MINUTE - 1));
  }

  @Test
  void pagesAddUpToTheTruth() throws Exception {
    for (Series series : List.of(Rig.SPOT, Rig.SWAP)) {
      List<Bar> read = new ArrayList<>();
      long end = MIDNIGHT + 700 * MINUTE;
      for (long from = MIDNIGHT; from < end; ) {
        String query =
            "klines?symbol=LTCUSDT&interval=1m&limit=300&startTime=%d&endTime=%d"
                .formatted(from, end - 1);
        List<Bar> page = Rig.bars(series.equals(Rig.SPOT) ? rig.spot(query) : rig.futures(query));
        read.addAll(page);
        from = page.getLast().openTime() + MINUTE;
      }
      assertThat(read).isEqualTo(rig.truth(series, "2026-03-10T00:00:00Z", "2026-03-10T11:40:00Z"));
    }
  }

  @Test
  void boundsAreInclusiveOnTheOpenTime() throws Exception {
    String query = "klines?symbol=LTCUSDT&interval=1m&startTime=%d&endTime=%d";

    assertThat(opens(rig.spot(query.formatted(MIDNIGHT, MIDNIGHT + 2 * MINUTE))))
        .containsExactly(MIDNIGHT, MIDNIGHT + MINUTE, MIDNIGHT + 2 * MINUTE);
    assertThat(opens(rig.spot(query.formatted(MIDNIGHT + 1, MIDNIGHT + 2 * MINUTE - 1))))
        .containsExactly(MIDNIGHT + MINUTE);
    assertThat(opens(rig.spot(query.formatted(MIDNIGHT, MIDNIGHT)))).containsExactly(MIDNIGHT);
  }

  @Test
  void withAStartTheOldestRowsComeOtherwiseTheNewest() throws Exception {
    long running = Instant.parse("2026-03-10T12:34:00Z").toEpochMilli();
    String query = "klines?symbol=LTCUSDT&interval=1m&limit=2";

    assertThat(opens(rig.spot(query + "&startTime=" + MIDNIGHT)))
        .containsExactly(MIDNIGHT, MIDNIGHT + MINUTE);
    assertThat(opens(rig.spot(query + "&endTime=" + MIDNIGHT)))
        .containsExactly(MIDNIGHT - MINUTE, MIDNIGHT);
    assertThat(opens(rig.spot(query))).containsExactly(running - MINUTE, running);
  }

  @Test
  void aStartBeforeTheListingGivesTheFirstBar() throws Exception {
    assertThat(opens(rig.spot("klines?symbol=LTCUSDT&interval=1m&limit=1&startTime=0")))
        .containsExactly(Instant.parse("2017-12-13T03:32:00Z").toEpochMilli());
    assertThat(opens(rig.spot("klines?symbol=LTCUSDT&interval=1h&limit=1&startTime=0")))
        .containsExactly(Instant.parse("2017-12-13T03:00:00Z").toEpochMilli());
  }

  @Test
  void theLastRowIsTheRunningBar() throws Exception {
    Bar running = Rig.bars(rig.spot("klines?symbol=BTCUSDT&interval=1h&limit=1")).getFirst();
    assertThat(running.opensAt()).isEqualTo(Instant.parse("2026-03-10T12:00:00Z"));

    rig.binance.clock().set(Instant.parse("2026-03-10T13:00:00Z"));
    List<Bar> later = Rig.bars(rig.spot("klines?symbol=BTCUSDT&interval=1h&limit=2"));
    Bar closed = later.getFirst();
    assertThat(closed.volume().compareTo(running.volume())).isPositive();
    assertThat(closed.open()).isEqualTo(running.open());
    assertThat(later.getLast().opensAt()).isEqualTo(Instant.parse("2026-03-10T13:00:00Z"));
    assertThat(List.of(closed))
        .isEqualTo(
            rig.truth(
                Series.parse("binance:spot:BTC/USDT:1h"),
                "2026-03-10T12:00:00Z",
                "2026-03-10T13:00:00Z"));
  }

  @Test
  void limitsAreThoseOfTheMarket() throws Exception {
    String query = "klines?symbol=LTCUSDT&interval=1m";

    assertThat(Rig.bars(rig.spot(query))).hasSize(500);
    assertThat(Rig.bars(rig.spot(query + "&limit=1000"))).hasSize(1000);
    assertThat(Rig.bars(rig.spot(query + "&limit=1500"))).hasSize(1000);
    assertThat(Rig.bars(rig.futures(query + "&limit=1500"))).hasSize(1500);
    HttpResponse<String> tooMany = rig.futures(query + "&limit=1501");
    assertThat(tooMany.statusCode()).isEqualTo(400);
    assertThat(Rig.json(tooMany).get("code").asInt()).isEqualTo(-1130);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "klines?symbol=NOSUCH&interval=1m | {\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
        "klines?symbol=BTCUSDT&interval=7m | {\"code\":-1120,\"msg\":\"Invalid interval.\"}",
        "klines?symbol=BTCUSDT | {\"code\":-1102,\"msg\":\"Mandatory parameter 'interval' was not sent, was empty/null, or malformed.\"}",
        "klines?interval=1m | {\"code\":-1102,\"msg\":\"Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.\"}",
        "klines?symbol=&interval=1m | {\"code\":-1102,\"msg\":\"Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.\"}",
        "klines?symbol=BTC%20USDT&interval=1m | {\"code\":-1100,\"msg\":\"Illegal characters found in parameter 'symbol'; legal range is '^[A-Z0-9-_.]{1,20}$'.\"}",
        "klines?symbol=BTCUSDT&interval=1m&startTime=x | {\"code\":-1100,\"msg\":\"Illegal characters found in parameter 'startTime'; legal range is '^[0-9]{1,20}$'.\"}",
        "klines?symbol=BTCUSDT&interval=1m&colour=red | {\"code\":-1104,\"msg\":\"Not all sent parameters were read; read '2' parameter(s) but was sent '3'.\"}",
        "time?colour=red | {\"code\":-1101,\"msg\":\"Too many parameters; expected '0' and received '1'.\"}",
        "klines?symbol=BTCUSDT&symbol=BTCUSDT&interval=1m | {\"code\":-1101,\"msg\":\"Too many parameters; expected '2' and received '3'.\"}",
      })
  void mistakesAreAnsweredInBinancesWords(String query, String error) throws Exception {
    for (HttpResponse<String> response : List.of(rig.spot(query), rig.futures(query))) {
      assertThat(response.body()).isEqualTo(error);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.headers().firstValue("X-MBX-USED-WEIGHT-1M")).isPresent();
    }
  }

  @Test
  void aRangeWithoutBarsIsEmpty() throws Exception {
    rig.binance
        .truth()
        .script()
        .outage(
            MarketScript.only(Rig.SPOT.instrument()),
            new datalayer.market.TimeRange(
                Instant.parse("2026-03-10T01:00:00Z"), Instant.parse("2026-03-10T02:00:00Z")));
    long from = MIDNIGHT + 60 * MINUTE;
    String query = "klines?symbol=LTCUSDT&interval=1m&startTime=%d&endTime=%d";

    assertThat(rig.spot(query.formatted(from, from + 59 * MINUTE)).body()).isEqualTo("[]");
    assertThat(opens(rig.spot(query.formatted(from - MINUTE, from + 60 * MINUTE))))
        .containsExactly(from - MINUTE, from + 60 * MINUTE);
    assertThat(rig.spot("klines?symbol=LTCUSDT&interval=1m&startTime=4000000000000").body())
        .isEqualTo("[]");
    assertThat(rig.spot(query.formatted(from, from - 1)).body()).isEqualTo("[]");
  }

  @Test
  void amendedBarsAreSaidAsTheyWereFirstUntilTheyAreCorrected() throws Exception {
    Instant open = Instant.parse("2026-03-10T12:33:00Z");
    rig.binance
        .truth()
        .script()
        .amend(
            MarketScript.only(Rig.SPOT.instrument()),
            datalayer.market.TimeRange.ofMillis(open.toEpochMilli(), open.toEpochMilli() + MINUTE),
            Rig.NOW.plusSeconds(10));
    String query = "klines?symbol=LTCUSDT&interval=1m&limit=1&startTime=" + open.toEpochMilli();

    List<Bar> first = Rig.bars(rig.spot(query));
    rig.binance.clock().advance(Duration.ofSeconds(10));
    List<Bar> then = Rig.bars(rig.spot(query));

    assertThat(first).isNotEqualTo(then);
    assertThat(then).isEqualTo(rig.truth(Rig.SPOT, "2026-03-10T12:33:00Z", "2026-03-10T12:34:00Z"));
  }

  @Test
  void timesAreTheExchangesAndMicrosecondsAreToBeHad() throws Exception {
    long now = Rig.NOW.toEpochMilli();
    assertThat(rig.spot("time").body()).isEqualTo("{\"serverTime\":" + now + "}");
    assertThat(rig.futures("time").body()).isEqualTo("{\"serverTime\":" + now + "}");
    assertThat(rig.spot("ping").body()).isEqualTo("{}");
    String query = "klines?symbol=LTCUSDT&interval=1m&limit=1&startTime=" + MIDNIGHT + "000";
    assertThat(rig.spot(query, "X-MBX-TIME-UNIT", "MICROSECOND").body())
        .startsWith("[[" + MIDNIGHT + "000,")
        .contains("," + (MIDNIGHT + MINUTE - 1) + "999,");
  }

  @Test
  void spotListsWhatItDelistedAsBroken() throws Exception {
    JsonNode all = Rig.json(rig.spot("exchangeInfo"));
    assertThat(all.get("rateLimits").get(0).get("limit").asInt()).isEqualTo(6000);
    assertThat(statuses(all)).contains("BTCUSDT TRADING", "MATICUSDT BREAK");
    assertThat(statuses(Rig.json(rig.spot("exchangeInfo?symbolStatus=BREAK"))))
        .containsExactly("MATICUSDT BREAK");
    assertThat(
            statuses(Rig.json(rig.spot("exchangeInfo?symbols=%5B%22BTCUSDT%22,%22ETHBTC%22%5D"))))
        .containsExactlyInAnyOrder("BTCUSDT TRADING", "ETHBTC TRADING");
    assertThat(rig.spot("exchangeInfo?symbols=%5B%22NOSUCH%22%5D").body()).contains("-1121");
    assertThat(rig.spot("exchangeInfo?symbols=BTCUSDT").body()).contains("-1100");
  }

  @Test
  void futuresListTheirContractsUntilTheyAreDelivered() throws Exception {
    JsonNode before = Rig.json(rig.futures("exchangeInfo"));
    JsonNode perpetual = before.get("symbols").get(0);
    assertThat(perpetual.get("contractType").asText()).isEqualTo("PERPETUAL");
    assertThat(perpetual.get("deliveryDate").asLong()).isEqualTo(4133404800000L);
    assertThat(perpetual.get("onboardDate").asLong())
        .isEqualTo(Instant.parse("2019-09-08T17:57:00Z").toEpochMilli());
    assertThat(before.get("rateLimits").get(0).get("limit").asInt()).isEqualTo(2400);
    assertThat(statuses(before)).contains("BTCUSDT_261225 PENDING_TRADING");
    rig.binance.clock().set(Instant.parse("2026-07-01T00:00:00Z"));
    assertThat(statuses(Rig.json(rig.futures("exchangeInfo")))).contains("BTCUSDT_261225 TRADING");
    rig.binance.clock().set(Instant.parse("2026-12-27T00:00:00Z"));
    assertThat(rig.futures("exchangeInfo").body()).doesNotContain("BTCUSDT_261225");
  }

  private static List<String> statuses(JsonNode info) {
    return StreamSupport.stream(info.get("symbols").spliterator(), false)
        .map(symbol -> symbol.get("symbol").asText() + " " + symbol.get("status").asText())
        .toList();
  }

  @Test
  void whatIsNotThereIs404() throws Exception {
    assertThat(rig.spot("depth?symbol=BTCUSDT").statusCode()).isEqualTo(404);
  }

  @Test
  void scriptedRefusalsSpeakInBinancesWordsAndAreCounted() throws Exception {
    rig.binance.faults().add("fapi/v1/klines", Fault.status(503), 1);
    rig.binance.faults().add("fapi/v1/klines.*DOGE", Fault.status(503), 1);
    String query = "klines?symbol=LTCUSDT&interval=1m&limit=1";

    assertThat(rig.futures(query).statusCode()).isEqualTo(503);
    assertThat(rig.futures(query).statusCode()).isEqualTo(200);
    assertThat(rig.binance.unfired()).singleElement().asString().contains("DOGE");
    assertThat(rig.binance.violations()).isEmpty();
  }
}
