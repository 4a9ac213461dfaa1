package datalayer.app.config.yaml;

import datalayer.app.config.ConfigException;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file that asks for history, like {@code backfill/backfill.yaml}: {@code data_type}, {@code
 * timeframes}, {@code start_time} (inclusive), {@code end_time} (exclusive), {@code instruments},
 * and if wanted {@code max_concurrency} (4), {@code load} ({@code missing}) and {@code title} (the
 * file's name).
 */
public final class BackfillFile {

  private static final int BY_DEFAULT = 4;

  private static final Key START = Key.required("start_time", "2026-02-01");
  private static final Key END = Key.required("end_time", "2026-03-01");
  private static final Key LOAD = Key.optional("load", "missing");
  private static final Key TITLE = Key.optional("title", "February");

  private static final List<Key> KEYS =
      List.of(
          CommonKeys.DATA_TYPE,
          CommonKeys.TIMEFRAMES,
          START,
          END,
          InstrumentChoice.INSTRUMENTS,
          CommonKeys.MAX_CONCURRENCY,
          LOAD,
          TITLE);

  private static final Vocabulary<Load> LOADS =
      Vocabulary.of("load", Load::label, List.of(Load.values()));

  private BackfillFile() {}

  /**
   * Reads a file.
   *
   * @param known the instruments of {@code instruments.yaml}
   * @throws ConfigException naming everything that is wrong
   */
  public static BackfillRequest read(Path path, List<ConfiguredInstrument> known) {
    YamlFile file = YamlFile.at(path);
    Section section = new Section(file, YamlReader.read(file, KEYS), KEYS, "");
    section.value(CommonKeys.DATA_TYPE, DataType.BARS.only());
    List<Timeframe> timeframes = CommonKeys.timeframes(section);
    Optional<TimeRange> range = range(file, section);
    int concurrency = CommonKeys.maxConcurrency(section, BY_DEFAULT);
    Load load = section.value(LOAD, LOADS::parse).orElse(Load.MISSING);
    String title = section.value(TITLE, String::strip).orElse(file.name());
    List<ConfiguredInstrument> instruments = InstrumentChoice.read(file, section, known);
    file.problems().throwIfAny();
    return new BackfillRequest(
        title,
        instruments.stream().map(ConfiguredInstrument::instrument).toList(),
        timeframes,
        range.orElseThrow(),
        load,
        concurrency);
  }

  private static Optional<TimeRange> range(YamlFile file, Section section) {
    Optional<Instant> start = section.value(START, UtcTime::parse);
    Optional<Instant> end = section.value(END, UtcTime::parse);
    if (start.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    if (!start.get().isBefore(end.get())) {
      file.problem(
          section.line(END),
          "end_time %s is not after start_time %s. The end is exclusive: for one day, write the next."
              .formatted(end.get(), start.get()));
      return Optional.empty();
    }
    return Optional.of(new TimeRange(start.get(), end.get()));
  }
}
