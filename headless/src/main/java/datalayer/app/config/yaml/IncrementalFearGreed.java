package datalayer.app.config.yaml;

import datalayer.app.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code incremental/fear_greed.yaml}: the Fear &amp; Greed index, kept up to date.
 *
 * @param interval between two looks, a minute to a week; a new value is out once a day
 */
public record IncrementalFearGreed(Duration interval) {

  private static final Key INTERVAL = Key.required("interval", "24h");
  private static final Key DATA_TYPE = Key.optional("data_type", "fear_greed");
  private static final List<Key> KEYS = List.of(INTERVAL, DATA_TYPE);

  /**
   * Reads the file.
   *
   * @throws ConfigException naming everything that is wrong
   */
  public static IncrementalFearGreed read(Path path) {
    YamlFile file = YamlFile.at(path);
    Section section = new Section(file, YamlReader.read(file, KEYS), KEYS, "");
    section.value(DATA_TYPE, DataType.FEAR_GREED.only());
    Duration interval = section.value(INTERVAL, Interval::parse).orElse(Duration.ZERO);
    file.problems().throwIfAny();
    return new IncrementalFearGreed(interval);
  }
}
