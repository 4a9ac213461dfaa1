package datalayer.app.config.yaml;

import datalayer.app.config.ConfigException;
import datalayer.market.Timeframe;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code incremental/bars.yaml}: bars that are kept up to date.
 *
 * @param maxConcurrency how many chunks may be worked at once, 1 to 64, by default 4
 */
public record IncrementalBars(
    List<Timeframe> timeframes, int maxConcurrency, List<ConfiguredInstrument> instruments) {

  private static final int BY_DEFAULT = 4;

  private static final List<Key> KEYS =
      List.of(
          CommonKeys.DATA_TYPE,
          CommonKeys.TIMEFRAMES,
          InstrumentChoice.INSTRUMENTS,
          CommonKeys.MAX_CONCURRENCY);

  public IncrementalBars {
    timeframes = List.copyOf(timeframes);
    instruments = List.copyOf(instruments);
  }

  /**
   * Reads the file.
   *
   * @param known the instruments of {@code instruments.yaml}
   * @throws ConfigException naming everything that is wrong
   */
  public static IncrementalBars read(Path path, List<ConfiguredInstrument> known) {
    YamlFile file = YamlFile.at(path);
    Section section = new Section(file, YamlReader.read(file, KEYS), KEYS, "");
    section.value(CommonKeys.DATA_TYPE, DataType.BARS.only());
    IncrementalBars bars =
        new IncrementalBars(
            CommonKeys.timeframes(section),
            CommonKeys.maxConcurrency(section, BY_DEFAULT),
            InstrumentChoice.read(file, section, known));
    file.problems().throwIfAny();
    return bars;
  }
}
