package datalayer.app.config.yaml;

import datalayer.app.config.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code instruments.yaml}: the instruments that are collected. */
public final class InstrumentsFile {

  /** The file's name in the configuration's directory. */
  public static final String NAME = "instruments.yaml";

  private static final Key INSTRUMENTS =
      Key.required("instruments", "[{venue: binance, symbol: BTC/USDT, exchange_type: spot}]");

  private InstrumentsFile() {}

  /**
   * Reads the file.
   *
   * @return at least one instrument, each once, in the order of the file
   * @throws ConfigException naming everything that is wrong
   */
  public static List<ConfiguredInstrument> read(Path path) {
    YamlFile file = YamlFile.at(path);
    List<Key> keys = List.of(INSTRUMENTS);
    Section section = new Section(file, YamlReader.read(file, keys), keys, "");
    List<ConfiguredInstrument> instruments = instruments(file, section);
    file.problems().throwIfAny();
    return instruments;
  }

  private static List<ConfiguredInstrument> instruments(YamlFile file, Section section) {
    Optional<Node> node = section.node(INSTRUMENTS);
    if (node.isPresent() && node.get() instanceof Node.Items list && !list.items().isEmpty()) {
      return InstrumentList.read(file, list);
    }
    if (node.isPresent()) {
      file.problem(
          section.line(INSTRUMENTS),
          "instruments must be a list of at least one, for example " + INSTRUMENTS + ".");
    }
    return List.of();
  }
}
