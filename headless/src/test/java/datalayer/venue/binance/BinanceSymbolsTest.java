package datalayer.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.Series;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveServer;
import datalayer.venue.ArchiveFetch;
import datalayer.venue.ArchiveFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BinanceSymbolsTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "SPOT, BTC/USDT, BTCUSDT",
    "SPOT, 币安人生/USDT, 币安人生USDT",
    "SPOT, 1000SATS/USDT, 1000SATSUSDT",
    "SPOT, USDT/BTC, USDTBTC",
    "SWAP, BTC/USDT:USDT, BTCUSDT",
    "SWAP, BTC/USDC:USDC, BTCUSDC",
    "SWAP, ETH/BTC:USDT, ETHBTC",
    "SWAP, BTC/BUSD:BUSD, BTCBUSD",
    "FUTURE, BTC/USDT:USDT-261225, BTCUSDT_261225"
  })
  void namesArePutTogetherFromParts(MarketType type, String symbol, String id) {
    Instrument instrument = new Instrument(Venue.BINANCE, type, symbol);
    assertThat(BinanceSymbols.covers(instrument)).isTrue();
    assertThat(BinanceSymbols.id(instrument)).isEqualTo(id);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "BINANCE, SWAP, BTC/USD:BTC",
    "BINANCE, FUTURE, BTC/USD:BTC-261225",
    "BYBIT, SPOT, BTC/USDT",
    "OKX, SWAP, BTC/USDT:USDT"
  })
  void othersAreNotCovered(Venue venue, MarketType type, String symbol) {
    Instrument instrument = new Instrument(venue, type, symbol);
    assertThat(BinanceSymbols.covers(instrument)).isFalse();
    assertThatThrownBy(() -> BinanceSymbols.id(instrument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(instrument + " is not traded on Binance's spot or USDT-margined market");
  }

  @Test
  void partsOfTheCatalogueMakeAnInstrument() {
    assertThat(BinanceSymbols.spot("BTC", "USDT")).hasToString("binance:spot:BTC/USDT");
    assertThat(BinanceSymbols.perpetual("BTC", "USDT", "USDT"))
        .hasToString("binance:swap:BTC/USDT:USDT");
    assertThat(BinanceSymbols.future("BTC", "USDT", "USDT", LocalDate.of(2026, 12, 25)))
        .hasToString("binance:future:BTC/USDT:USDT-261225");
  }

  @Test
  void addressesArePercentEncoded() {
    ArchiveFile file =
        new ArchivePaths(Series.parse("binance:spot:币安人生/USDT:1h"))
            .day(LocalDate.of(2026, 3, 1), 0);
    assertThat(ArchivePaths.address(URI.create("https://mirror.example/binance/"), file.path()))
        .hasToString(
            "https://mirror.example/binance/data/spot/daily/klines/"
                + "%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT/1h/"
                + "%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT-1h-2026-03-01.zip");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "binance:spot:BTC/USDT:1m, data/spot/monthly/klines/BTCUSDT/1m/BTCUSDT-1m-",
    "binance:swap:BTC/USDT:15m, data/futures/um/monthly/klines/BTCUSDT/15m/BTCUSDT-15m-",
    "binance:future:BTC/USDT:USDT-261225:1h,"
        + " data/futures/um/monthly/klines/BTCUSDT_261225/1h/BTCUSDT_261225-1h-"
  })
  void everySeriesHasItsFolder(String series, String prefix) {
    assertThat(new ArchivePaths(Series.parse(series)).prefix(ArchiveFile.Span.MONTH))
        .isEqualTo(prefix);
  }

  @Test
  void aNameOfAnyScriptIsListedAndFetched(@TempDir Path temp) throws Exception {
    try (ArchiveRig rig = new ArchiveRig(ArchiveServer.empty(), temp)) {
      ArchiveFiles files = ArchiveFiles.spot("币安人生USDT", Timeframe.M1);
      rig.server.put(files.day(LocalDate.of(2026, 3, 1), ArchiveDay.BARS));
      List<ArchiveFile> found =
          rig.list("binance:spot:币安人生/USDT:1m", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
      assertThat(found).hasSize(1);
      ArchiveFetch.Read read = rig.read(found.getFirst());
      assertThat(read.bars()).isEqualTo(ArchiveDay.BARS);
    }
  }

  @Test
  void aSeriesThatIsNotCoveredIsRefusedByName(@TempDir Path temp) throws Exception {
    try (ArchiveRig rig = new ArchiveRig(ArchiveServer.empty(), temp)) {
      String series = "binance:swap:BTC/USD:BTC:1m";
      assertThat(rig.archive.covers(Series.parse(series))).isFalse();
      assertThatThrownBy(() -> rig.list(series, "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Binance's archive has no files of binance:swap:BTC/USD:BTC:1m that we read");
    }
  }
}
