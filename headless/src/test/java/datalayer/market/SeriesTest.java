package datalayer.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SeriesTest {

  @ParameterizedTest
  @CsvSource({
    "binance:swap:BTC/USDT:1m, binance:swap:BTC/USDT:USDT:1m",
    "binance:swap:BTC/USDT:USDT:1m, binance:swap:BTC/USDT:USDT:1m",
    "binance:future:BTC/USDT:5m, binance:swap:BTC/USDT:USDT:5m",
    "binance:future:BTC/USDT:USDT-261225:1h, binance:future:BTC/USDT:USDT-261225:1h",
    "bybit:spot:BTC/USDT:15m, bybit:spot:BTC/USDT:15m",
    "BINANCE:SPOT:币安人生/USDT:1m, binance:spot:币安人生/USDT:1m"
  })
  void readsWhatOperatorsWrite(String written, String full) {
    assertThat(Series.parse(written)).hasToString(full);
    assertThat(Series.parse(full)).isEqualTo(Series.parse(written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "binance:BTC/USDT:1m | \"binance:BTC/USDT:1m\" is no series; write it like binance:swap:BTC/USDT:1m",
        "kraken:spot:BTC/USDT:1m | \"kraken\" is no venue; there are binance, okx and bybit",
        "binance:perp:BTC/USDT:1m | \"perp\" is no market type; there are spot, swap and future",
        "binance:spot:BTCUSDT:1m | \"BTCUSDT\" is no symbol; write it like BTC/USDT or BTC/USDT:USDT",
        "binance:spot:BTC/USDT:2m | \"2m\" is no timeframe; there are 1m, 5m, 15m and 1h",
        "binance:spot:BTC/USDT:USDT:1m | \"BTC/USDT:USDT\" is not how a spot instrument is written; see BTC/USDT",
        "binance:swap:BTC/USDT:USDT-261225:1m | \"BTC/USDT:USDT-261225\" has a date, so it is a future, not a swap",
        "binance:spot:../../etc:1m | \"../../etc\" is no symbol; write it like BTC/USDT or BTC/USDT:USDT"
      })
  void saysWhatIsWrong(String written, String message) {
    assertThatThrownBy(() -> Series.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void identifiersAreAFunctionOfTheName() {
    assertThat(Series.parse("binance:swap:LTC/USDT:1m").instrument().id())
        .isEqualTo(Series.parse("binance:future:LTC/USDT:USDT:1h").instrument().id())
        .isEqualTo(2355881074246753880L)
        .isNotEqualTo(Series.parse("binance:spot:LTC/USDT:1m").instrument().id());
  }

  @Test
  void barsOpenOnTheGrid() {
    Instant instant = Instant.parse("2026-02-01T13:47:12.345Z");
    assertThat(Timeframe.M15.floor(instant)).isEqualTo("2026-02-01T13:45:00Z");
    assertThat(Timeframe.H1.ceiling(instant)).isEqualTo("2026-02-01T14:00:00Z");
    TimeRange range = new TimeRange(instant, Instant.parse("2026-02-01T16:10:00Z"));
    assertThat(Timeframe.H1.wholeBars(range))
        .isEqualTo(
            new TimeRange(
                Instant.parse("2026-02-01T14:00:00Z"), Instant.parse("2026-02-01T16:00:00Z")));
    assertThat(Timeframe.H1.barsIn(range)).isEqualTo(3);
    assertThat(Timeframe.M5.barsPerDay()).isEqualTo(288);
  }
}
