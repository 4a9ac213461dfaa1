package datalayer.app.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import datalayer.app.config.ConfigException;
import datalayer.market.Instrument;
import datalayer.market.Venue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What tables of faulty files share. */
final class Faults {

  /** A small {@code instruments.yaml}: a spot market, a perpetual written future, a perpetual. */
  static final List<ConfiguredInstrument> KNOWN =
      List.of(
          configured(Venue.BINANCE, "spot", "BTC/USDT"),
          configured(Venue.BINANCE, "future", "BTC/USDT"),
          configured(Venue.BYBIT, "swap", "ETH/USDT:USDT"));

  private Faults() {}

  static ConfiguredInstrument configured(Venue venue, String type, String symbol) {
    return new ConfiguredInstrument(Instrument.parse(venue, type, symbol), type, symbol);
  }

  /** A file of these lines, in a folder of its own. */
  static Path file(Path folder, String name, String... lines) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reading fails with these problems and no others. */
  static void assertProblems(Runnable reading, String... problems) {
    assertThat(catchThrowableOfType(ConfigException.class, reading::run))
        .isNotNull()
        .extracting(ConfigException::problems)
        .isEqualTo(Stream.of(problems).toList());
  }
}
