package datalayer.app.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that an operator learns all of it at once. For one thread. */
public final class Problems {

  private record Problem(int line, String text) {}

  private final List<Problem> found = new ArrayList<>();

  /** A fault that belongs to no line. */
  public void add(String text) {
    addAt(Integer.MAX_VALUE, text);
  }

  /** A fault in a line; faults are told in the order of lines. */
  public void addAt(int line, String text) {
    found.add(new Problem(line, text));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Ends the reading when there is a fault.
   *
   * @throws ConfigException naming all of them
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigException(
          found.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(Problem::text)
              .toList());
    }
  }
}
