package datalayer.app.config.yaml;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A name in a file.
 *
 * @param example what may stand behind it, for messages
 * @param isRequired whether it must be there
 */
record Key(String name, String example, boolean isRequired) {

  static Key required(String name, String example) {
    return new Key(name, example, true);
  }

  static Key optional(String name, String example) {
    return new Key(name, example, false);
  }

  /** What must be in a file, each with an example. */
  static String required(List<Key> keys) {
    List<Key> needed = keys.stream().filter(Key::isRequired).toList();
    return (needed.isEmpty() ? keys.subList(0, 1) : needed)
        .stream().map(Key::toString).collect(Collectors.joining("; "));
  }

  @Override
  public String toString() {
    return name + ": " + example;
  }
}
