package datalayer.app.config.yaml;

import java.util.List;
import java.util.Map;

/** A part of a YAML file that knows its line, counted from 1. */
sealed interface Node {

  int line();

  /** A single value, as it is written, whatever YAML would take it for. */
  record Scalar(int line, String text) implements Node {}

  /** A value that is not there, as after a colon with nothing behind it. */
  record Nothing(int line) implements Node {}

  /** A list. */
  record Items(int line, List<Node> items) implements Node {}

  /** Names with values, in the order of the file. */
  record Keys(int line, Map<String, Entry> entries) implements Node {}

  /**
   * What stands behind a name.
   *
   * @param line the name's
   */
  record Entry(int line, Node value) {}
}
