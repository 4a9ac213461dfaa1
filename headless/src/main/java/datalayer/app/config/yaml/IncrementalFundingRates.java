package datalayer.app.config.yaml;

import datalayer.app.config.ConfigException;
import datalayer.market.MarketType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code incremental/funding_rates.yaml}: funding rates that are kept up to date.
 *
 * @param interval between two looks, a minute to a week
 * @param maxConcurrency how many requests may be worked at once, 1 to 64, by default 4
 * @param instruments perpetuals only; without a choice, every one of {@code instruments.yaml}
 */
public record IncrementalFundingRates(
    Duration interval, int maxConcurrency, List<ConfiguredInstrument> instruments) {

  private static final int BY_DEFAULT = 4;

  private static final Key INTERVAL = Key.required("interval", "8h");
  private static final Key DATA_TYPE = Key.optional("data_type", "funding_rates");
  private static final Key INSTRUMENTS = Key.optional("instruments", "{all: true}");
  private static final List<Key> KEYS =
      List.of(INTERVAL, DATA_TYPE, INSTRUMENTS, CommonKeys.MAX_CONCURRENCY);

  public IncrementalFundingRates {
    instruments = List.copyOf(instruments);
  }

  /**
   * Reads the file.
   *
   * @param known the instruments of {@code instruments.yaml}
   * @throws ConfigException naming everything that is wrong
   */
  public static IncrementalFundingRates read(Path path, List<ConfiguredInstrument> known) {
    YamlFile file = YamlFile.at(path);
    Section section = new Section(file, YamlReader.read(file, KEYS), KEYS, "");
    section.value(DATA_TYPE, DataType.FUNDING_RATES.only());
    Duration interval = section.value(INTERVAL, Interval::parse).orElse(Duration.ZERO);
    int concurrency = CommonKeys.maxConcurrency(section, BY_DEFAULT);
    List<ConfiguredInstrument> perpetuals = perpetuals(file, section, known);
    file.problems().throwIfAny();
    return new IncrementalFundingRates(interval, concurrency, perpetuals);
  }

  private static List<ConfiguredInstrument> perpetuals(
      YamlFile file, Section section, List<ConfiguredInstrument> known) {
    List<ConfiguredInstrument> chosen =
        section.has(INSTRUMENTS) ? InstrumentChoice.read(file, section, known) : known;
    List<ConfiguredInstrument> perpetuals =
        chosen.stream().filter(i -> i.instrument().type() == MarketType.SWAP).toList();
    if (perpetuals.isEmpty() && file.problems().isEmpty()) {
      file.problem("no perpetual is among the instruments, and only they have funding rates.");
    }
    return perpetuals;
  }
}
