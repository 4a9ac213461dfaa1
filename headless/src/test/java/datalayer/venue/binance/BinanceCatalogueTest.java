package datalayer.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.MarketType;
import datalayer.venue.CatalogueFetch;
import datalayer.venue.CatalogueFetch.Listed;
import datalayer.venue.CatalogueFetch.Unavailable;
import datalayer.venue.ListedInstrument;
import datalayer.venue.RequestPriority;
import datalayer.venue.binance.TrueVenue.Reply;
import datalayer.venue.http.RequestLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Binance really sent, where the recordings are at hand, and what it must not send. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BinanceCatalogueTest {

  private static final Path RECORDED = Path.of("../../shared/data/recorded");
  private static final Duration HOUR = Duration.ofHours(1);

  private static byte[] recorded(String name) throws IOException {
    Path file = RECORDED.resolve(name);
    assumeThat(file).as("the recordings are not here").exists();
    if (!name.endsWith(".gz")) {
      return Files.readAllBytes(file);
    }
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  @Test
  void theSpotCatalogueOf2021() throws Exception {
    CataloguePage page =
        CataloguePage.read(
            recorded("binance/BINANCE.http.exchangeInfo.json.gz"), RestMarket.Kind.SPOT);
    assertThat(page.instruments().size() + page.passedOver().size()).isEqualTo(1_695);
    assertThat(page.passedOver()).isEmpty();
    assertThat(page.instruments().stream().filter(one -> one.status().equals("BREAK")))
        .hasSize(433)
        .noneMatch(ListedInstrument::trading);
    assertThat(page.instruments().getFirst())
        .isEqualTo(
            new ListedInstrument(
                BinanceSymbols.spot("ETH", "BTC"),
                "ETHBTC",
                "TRADING",
                true,
                null,
                null,
                Amount.parse("0.000001")));
    assertThat(page.limits())
        .containsExactly(
            new RequestLimit(RequestLimit.Kind.WEIGHT, Duration.ofMinutes(1), 1_200),
            new RequestLimit(RequestLimit.Kind.REQUESTS, Duration.ofMinutes(5), 6_100));
  }

  @Test
  void theFuturesCatalogueOf2021() throws Exception {
    CataloguePage page =
        CataloguePage.read(
            recorded("binance/BINANCE_FUTURES.http.exchangeInfo.json.gz"), RestMarket.Kind.FUTURES);
    ListedInstrument bitcoin = page.instruments().getFirst();
    assertThat(bitcoin.instrument()).isEqualTo(BinanceSymbols.perpetual("BTC", "USDT", "USDT"));
    assertThat(bitcoin.listedAt()).isEqualTo(Instant.parse("2019-09-25T08:00:00Z"));
    assertThat(bitcoin.deliveredAt()).isNull();
    assertThat(bitcoin.tickSize()).isEqualTo(Amount.parse("0.01"));
    List<ListedInstrument> dated =
        page.instruments().stream()
            .filter(one -> one.instrument().type() == MarketType.FUTURE)
            .toList();
    assertThat(dated)
        .isNotEmpty()
        .allMatch(one -> one.deliveredAt() != null)
        .allMatch(one -> one.venueSymbol().equals(BinanceSymbols.id(one.instrument())));
    assertThat(page.limits())
        .containsExactly(new RequestLimit(RequestLimit.Kind.WEIGHT, Duration.ofMinutes(1), 2_400));
  }

  @Test
  void realRowsKeepEveryDigit() throws Exception {
    BarPage page = BarPage.read(recorded("rest-2026-08/binance_candles.json"));
    assertThat(page.rows()).hasSize(2);
    Bar bar = Objects.requireNonNull(page.rows().getFirst().bar());
    assertThat(bar)
        .isEqualTo(
            new Bar(
                1_786_816_800_000L,
                Amount.parse("63043.4"),
                Amount.parse("63083"),
                Amount.parse("63011.6"),
                Amount.parse("63026.3"),
                Amount.parse("1116.068"),
                Amount.parse("70342488.017"),
                16_911,
                Amount.parse("460.737"),
                Amount.parse("29038581.7224")));
    assertThat(page.raw(page.rows().get(1))).startsWith("[1786820400000,").endsWith("\"0\"]");
  }

  private static final String SYMBOL =
      """
      {"symbol":"BTCUSDT","status":"TRADING","contractType":"PERPETUAL","baseAsset":"BTC",
       "quoteAsset":"USDT","marginAsset":"USDT","onboardDate":1569398400000,
       "deliveryDate":4133404800000,"unknown":{"a":[1,{"b":2}]},
       "filters":[{"filterType":"LOT_SIZE"},{"filterType":"PRICE_FILTER","tickSize":"0.10"}]}\
      """;

  private static CataloguePage futures(String symbols) throws BrokenAnswerException {
    String body = "{\"futuresType\":\"U_MARGINED\",\"symbols\":[" + symbols + "]}";
    return CataloguePage.read(body.getBytes(StandardCharsets.UTF_8), RestMarket.Kind.FUTURES);
  }

  @Test
  void whatIsNotOursIsPassedOver() throws Exception {
    CataloguePage page =
        futures(
            String.join(
                ",",
                SYMBOL,
                SYMBOL.replace("PERPETUAL", "").replace("BTCUSDT", "NOTYET"),
                SYMBOL.replace("\"marginAsset\":\"USDT\"", "\"marginAsset\":\"BTC\""),
                SYMBOL.replace("\"BTC\"", "\"B/C\"").replace("BTCUSDT", "ODD"),
                SYMBOL.replace("PERPETUAL", "TRADIFI_PERPETUAL").replace("\"BTC\"", "\"TSLA\"")));
    assertThat(page.passedOver()).containsExactly("NOTYET", "BTCUSDT", "ODD");
    assertThat(page.instruments()).hasSize(2);
    assertThat(page.instruments().getFirst().tickSize()).isEqualTo(Amount.parse("0.1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          "onboardDate":1569398400000 | "onboardDate":"soon" | its catalogue says soon where onboardDate of BTCUSDT is expected
          "tickSize":"0.10" | "tickSize":"small" | its catalogue says small where tickSize of BTCUSDT is expected
          "status":"TRADING", | "state":1, | its catalogue says nothing where status of BTCUSDT is expected
          "filters":[ | "filters":[7, | its answer has 7 where an object is expected
          """)
  void anEntryThatCannotBeReadIsNotGuessed(String good, String bad, String reason) {
    assertThatThrownBy(() -> futures(SYMBOL.replace(good, bad)))
        .isInstanceOf(BrokenAnswerException.class)
        .hasMessage(reason);
  }

  @Test
  void itIsReadOnceAndAges() throws Exception {
    try (RestRig rig = new RestRig()) {
      assertThat(list(rig, HOUR)).isInstanceOf(Listed.class);
      rig.time.passes(Duration.ofMinutes(59));
      Listed listed = (Listed) list(rig, HOUR);
      assertThat(listed.asOf()).isEqualTo(RestRig.NOW);
      assertThat(listed.age()).isEqualTo(Duration.ofMinutes(59));
      assertThat(rig.venue.asked).hasSize(1);
      rig.time.passes(Duration.ofMinutes(2));
      for (int i = 0; i < 3; i++) {
        rig.venue.next(new Reply("/exchangeInfo", 500, Map.of(), ""));
      }
      Unavailable unavailable = (Unavailable) list(rig, HOUR);
      assertThat(unavailable.reason())
          .isEqualTo(
              "the catalogue of Binance spot cannot be had: %s/api/v3/exchangeInfo: it answered 500 (tried 3 times)"
                  .formatted(rig.venue.address()));
      assertThat(Objects.requireNonNull(unavailable.last()).asOf()).isEqualTo(RestRig.NOW);
      assertThat(((Listed) list(rig, HOUR)).age()).isZero();
    }
  }

  private static CatalogueFetch list(RestRig rig, Duration maxAge) throws InterruptedException {
    return rig.catalogue.instruments(MarketType.SPOT, maxAge, RequestPriority.INCREMENT);
  }
}
