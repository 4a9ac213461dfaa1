package datalayer.app.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import datalayer.market.Series;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that say what is kept up to date, and what is streamed. */
final class IncrementalAndTunnelTest {

  @TempDir Path temp;

  @Test
  void bars() {
    Path file =
        Faults.file(
            temp,
            "incremental/bars.yaml",
            "data_type: bars",
            "timeframes: [1m, 15m]",
            "max_concurrency: 8",
            "instruments: {venues: [bybit]}");
    assertThat(IncrementalBars.read(file, Faults.KNOWN))
        .isEqualTo(
            new IncrementalBars(
                List.of(Timeframe.M1, Timeframe.M15), 8, List.of(Faults.KNOWN.get(2))));
  }

  @Test
  void fundingRatesAreOfPerpetuals() {
    Path file = Faults.file(temp, "incremental/funding_rates.yaml", "interval: 8h");
    assertThat(IncrementalFundingRates.read(file, Faults.KNOWN))
        .isEqualTo(
            new IncrementalFundingRates(
                Duration.ofHours(8), 4, List.of(Faults.KNOWN.get(1), Faults.KNOWN.get(2))));
  }

  @Test
  void fearAndGreed() {
    Path file = Faults.file(temp, "incremental/fear_greed.yaml", "interval: 1d");
    assertThat(IncrementalFearGreed.read(file))
        .isEqualTo(new IncrementalFearGreed(Duration.ofDays(1)));
  }

  @Test
  void tunnel() {
    Path file =
        Faults.file(
            temp,
            "tunnel/tunnel.yaml",
            "streams: [ohlcv]",
            "timeframes: [1m]",
            "sources: {binance: binance_ws, bybit: bybit_ws}",
            "instruments: {exchange_types: [future]}");
    assertThat(Tunnel.read(file, Faults.KNOWN))
        .isEqualTo(
            new Tunnel(
                List.of(Tunnel.Stream.OHLCV),
                List.of(Timeframe.M1),
                Map.of(
                    Venue.BINANCE, Tunnel.Source.BINANCE_WS, Venue.BYBIT, Tunnel.Source.BYBIT_WS),
                List.of(Faults.KNOWN.get(1), Faults.KNOWN.get(2))));
    assertThat(Tunnel.read(file, Faults.KNOWN).series())
        .containsExactly(
            new Series(Faults.KNOWN.get(1).instrument(), Timeframe.M1),
            new Series(Faults.KNOWN.get(2).instrument(), Timeframe.M1));
  }

  /** A file, its text, and what is said about it. */
  static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            "incremental/bars.yaml",
            "data_type: bars\ntimeframes: [1m]\ninstruments: {all: true}\nmax_concurency: 4",
            "incremental/bars.yaml line 4: \"max_concurency\" is not known. Did you mean"
                + " max_concurrency?"),
        fault(
            "incremental/bars.yaml",
            "data_type: fear_greed\ntimeframes: [1m]\ninstruments: {all: true}",
            "incremental/bars.yaml line 1: data_type: \"fear_greed\" is no data_type that belongs"
                + " here; there is bars."),
        fault(
            "incremental/funding_rates.yaml",
            "interval: 8 hours",
            "incremental/funding_rates.yaml line 1: interval: \"8 hours\" is no interval; write 1m"
                + " to 7d, like 30m, 8h or 1d."),
        fault(
            "incremental/funding_rates.yaml",
            "interval: 0h",
            "incremental/funding_rates.yaml line 1: interval: \"0h\" is no interval; write 1m to"
                + " 7d, like 30m, 8h or 1d."),
        fault(
            "incremental/funding_rates.yaml",
            "intervall: 8h",
            "incremental/funding_rates.yaml line 1: \"intervall\" is not known. Did you mean"
                + " interval?",
            "incremental/funding_rates.yaml: interval is missing. Add for example interval: 8h."),
        fault(
            "incremental/funding_rates.yaml",
            "interval: 8h\ninstruments: {exchange_types: [spot]}",
            "incremental/funding_rates.yaml: no perpetual is among the instruments, and only they"
                + " have funding rates."),
        fault(
            "incremental/fear_greed.yaml",
            "interval: 8d",
            "incremental/fear_greed.yaml line 1: interval: \"8d\" is no interval; write 1m to 7d,"
                + " like 30m, 8h or 1d."),
        tunnelFault(
            "streams: [trades]",
            "sources: {binance: binance_ws, bybit: bybit_ws}",
            "tunnel/tunnel.yaml line 1: streams: \"trades\" is no stream; there is ohlcv."),
        tunnelFault(
            "streams: [ohlcv]",
            "sources: {binance: binance_ws}",
            "tunnel/tunnel.yaml line 3: sources has none for bybit, which has instruments here. Add"
                + " bybit: bybit_ws."),
        tunnelFault(
            "streams: [ohlcv]",
            "sources: {binance: bybit_ws, bybit: bybit_ws}",
            "tunnel/tunnel.yaml line 3: binance: \"bybit_ws\" is no source for binance; there is"
                + " binance_ws."),
        tunnelFault(
            "streams: [ohlcv]",
            "sources: {binanse: binance_ws, bybit: bybit_ws}",
            "tunnel/tunnel.yaml line 3: \"binanse\" is not known. Did you mean binance?"),
        tunnelFault(
            "streams: [ohlcv]",
            "sources: [binance_ws]",
            "tunnel/tunnel.yaml line 3: sources must name a connection for each venue, for example"
                + " sources: {binance: binance_ws}."));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void everyFaultIsNamedWithItsLine(String name, String text, String[] problems) {
    Path file = Faults.file(temp, name, text);
    Faults.assertProblems(() -> read(name, file), problems);
  }

  private static void read(String name, Path file) {
    switch (name) {
      case "incremental/bars.yaml" -> IncrementalBars.read(file, Faults.KNOWN);
      case "incremental/funding_rates.yaml" -> IncrementalFundingRates.read(file, Faults.KNOWN);
      case "incremental/fear_greed.yaml" -> IncrementalFearGreed.read(file);
      case "tunnel/tunnel.yaml" -> Tunnel.read(file, Faults.KNOWN);
      default -> throw new IllegalArgumentException(name);
    }
  }

  private static Arguments tunnelFault(String streams, String sources, String... problems) {
    String text =
        String.join("\n", streams, "timeframes: [1m]", sources, "instruments: {all: true}");
    return fault("tunnel/tunnel.yaml", text, problems);
  }

  private static Arguments fault(String name, String text, String... problems) {
    return arguments(name, text, problems);
  }
}
