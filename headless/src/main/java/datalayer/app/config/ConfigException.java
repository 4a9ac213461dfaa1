package datalayer.app.config;

import java.util.List;

/** What is wrong with the configuration, for people: a line for each fault. Holds no secret. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // an immutable list of strings
  private final List<String> problems;

  public ConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public ConfigException(String problem) {
    this(List.of(problem));
  }

  /** One line for each fault, in the order in which an operator would meet them. */
  public List<String> problems() {
    return problems;
  }
}
