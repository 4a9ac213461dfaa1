package datalayer.app.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.app.config.Variable;
import datalayer.backfill.BackfillRequest;
import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the repository's folder {@code config} are what operators start from. */
final class ShippedFilesTest {

  private static final Path CONFIG = Path.of("../config");
  private static final List<ConfiguredInstrument> INSTRUMENTS =
      InstrumentsFile.read(CONFIG.resolve("instruments.yaml"));

  @Test
  void instrumentsAreOfEveryVenueAndOfBothMarkets() {
    assertThat(INSTRUMENTS).extracting(c -> c.instrument().venue()).contains(Venue.values());
    assertThat(INSTRUMENTS)
        .extracting(ConfiguredInstrument::instrument)
        .contains(
            new Instrument(Venue.BINANCE, MarketType.SPOT, "BTC/USDT"),
            new Instrument(Venue.BINANCE, MarketType.SWAP, "ALGO/USDT:USDT"));
  }

  @Test
  void backfill() {
    BackfillRequest request =
        BackfillFile.read(CONFIG.resolve("backfill/backfill.yaml"), INSTRUMENTS);
    assertThat(request.instruments())
        .containsExactly(new Instrument(Venue.BINANCE, MarketType.SWAP, "LTC/USDT:USDT"));
    assertThat(request.timeframes()).containsExactly(Timeframe.M1);
    assertThat(Timeframe.M1.barsIn(request.range())).isEqualTo(40_320);
  }

  @Test
  void incremental() {
    Path folder = CONFIG.resolve("incremental");
    assertThat(IncrementalBars.read(folder.resolve("bars.yaml"), INSTRUMENTS).instruments())
        .isEqualTo(INSTRUMENTS);
    assertThat(
            IncrementalFundingRates.read(folder.resolve("funding_rates.yaml"), INSTRUMENTS)
                .interval())
        .isEqualTo(Duration.ofHours(8));
    assertThat(IncrementalFearGreed.read(folder.resolve("fear_greed.yaml")).interval())
        .isEqualTo(Duration.ofDays(1));
  }

  @Test
  void tunnel() {
    Tunnel tunnel = Tunnel.read(CONFIG.resolve("tunnel/tunnel.yaml"), INSTRUMENTS);
    assertThat(tunnel.sources()).containsOnlyKeys(Venue.values());
  }

  @Test
  void everyFileIsReadByATestAbove() throws IOException {
    try (Stream<Path> files = Files.walk(CONFIG)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> CONFIG.relativize(f).toString()))
          .filteredOn(name -> !name.equals(".env"))
          .containsExactlyInAnyOrder(
              ".env.example",
              "instruments.yaml",
              "backfill/backfill.yaml",
              "incremental/bars.yaml",
              "incremental/funding_rates.yaml",
              "incremental/fear_greed.yaml",
              "tunnel/tunnel.yaml");
    }
  }

  @Test
  void envExampleNamesEveryVariableWithItsDefaultAndNoOther() throws IOException {
    assertThat(
            Files.readAllLines(CONFIG.resolve(".env.example")).stream()
                .filter(line -> line.matches("#[A-Z]+.*=.*|[^#].*")))
        .containsExactlyElementsOf(
            Arrays.stream(Variable.values()).map(v -> "#" + v + "=" + v.byDefault()).toList());
  }
}
