package datalayer.simulator.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import datalayer.market.Bar;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import datalayer.npm.NodePackages;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A client that nobody here wrote gets the truth from the simulator. */
final class CcxtIT {

  private static final String VERSION = "4.5.84";
  private static final int WATCHED = 3;
  private static final TimeRange PAGED =
      new TimeRange(Instant.parse("2026-03-08T05:00:00Z"), Instant.parse("2026-03-10T01:00:00Z"));
  private static final Map<String, Series> SERIES =
      Map.of(
          "LTC/USDT", series("spot", "LTC/USDT"),
          "1000PEPE/USDT:USDT", series("swap", "1000PEPE/USDT:USDT"));

  private static Series series(String type, String symbol) {
    return new Series(Instrument.parse(Venue.BINANCE, type, symbol), Timeframe.M1);
  }

  /** What ccxt keeps of a bar: its time and five figures as doubles. */
  private static List<Double> kept(Bar bar) {
    return List.of(
        (double) bar.openTime(),
        bar.open().toDouble(),
        bar.high().toDouble(),
        bar.low().toDouble(),
        bar.close().toDouble(),
        bar.volume().toDouble());
  }

  private static List<List<Double>> rows(JsonNode node) {
    List<List<Double>> rows = new ArrayList<>();
    for (JsonNode row : node) {
      List<Double> figures = new ArrayList<>();
      row.forEach(figure -> figures.add(figure.asDouble()));
      rows.add(figures);
    }
    return rows;
  }

  @Test
  void ccxtPagesAndWatchesTheTruth() throws Exception {
    Path modules = NodePackages.install("ccxt", VERSION);
    SimulationOptions options = SimulationOptions.sample(3, Rig.NOW).atSpeed(30);
    try (SimulatedBinance binance = SimulatedBinance.start(options)) {
      Map<String, String> environment = new HashMap<>(binance.addresses());
      environment.put("SYMBOLS", String.join(" ", SERIES.keySet()));
      environment.put("FROM", String.valueOf(PAGED.from().toEpochMilli()));
      environment.put("TO", String.valueOf(PAGED.to().toEpochMilli()));
      environment.put("WATCH", String.valueOf(WATCHED));
      NodePackages.Run run =
          NodePackages.run(
              modules,
              Objects.requireNonNull(
                  CcxtIT.class.getResource("/datalayer/simulator/ccxt-bars.cjs")),
              environment);
      assertThat(run.exitCode()).as(run.output()).isZero();
      JsonNode result =
          JsonMapper.builder()
              .build()
              .readTree(run.output().substring(run.output().indexOf("RESULT ") + 7));

      SERIES.forEach((symbol, series) -> check(binance, result, symbol, series));
      assertThat(binance.violations()).isEmpty();
    }
  }

  private static void check(
      SimulatedBinance binance, JsonNode result, String symbol, Series series) {
    assertThat(rows(result.at("/paged").get(symbol)))
        .as("paged " + symbol)
        .hasSize(44 * 60)
        .isEqualTo(binance.truth().bars(series, PAGED).stream().map(CcxtIT::kept).toList());
    List<List<Double>> watched = rows(result.at("/watched").get(symbol));
    long from = watched.getFirst().getFirst().longValue();
    assertThat(watched)
        .as("watched " + symbol)
        .isEqualTo(
            binance
                .truth()
                .bars(series, TimeRange.ofMillis(from, from + WATCHED * 60_000L))
                .stream()
                .map(CcxtIT::kept)
                .toList());
  }
}
