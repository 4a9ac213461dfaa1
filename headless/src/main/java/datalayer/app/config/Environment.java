package datalayer.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables that configure the system, from the process and from {@code .env} files, read as
 * what they stand for. A value of no characters means the default, and hides what a file says. A
 * wrong value is noted and answered by the default, so that reading goes on to the next fault.
 */
final class Environment {

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern DATABASE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  /** A value, and where it is with its name, to start a message with. */
  private record Given(String text, String place) {
    @Override
    public String toString() {
      return place;
    }
  }

  private final Map<Variable, Given> given = new EnumMap<>(Variable.class);
  private final List<String> remarks = new ArrayList<>();
  private final Problems problems;

  private Environment(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads the variables of a process and of the {@code .env} files in two folders; the process
   * beats the configuration's file, and that beats the working directory's.
   */
  static Environment read(
      Map<String, String> process, Path configDirectory, Path workingDirectory, Problems problems) {
    Environment environment = new Environment(problems);
    new TreeMap<>(process).forEach(environment::takeVariable);
    Path working = workingDirectory.toAbsolutePath().normalize();
    Path config = configDirectory.toAbsolutePath().normalize();
    if (!config.equals(working)) {
      Path file = config.resolve(EnvFile.NAME);
      String shown = (config.startsWith(working) ? working.relativize(file) : file).toString();
      environment.takeFile(EnvFile.read(file, shown, problems));
    }
    environment.takeFile(EnvFile.read(working.resolve(EnvFile.NAME), EnvFile.NAME, problems));
    return environment;
  }

  private void takeVariable(String name, String text) {
    Optional<Variable> variable = Variable.named(name);
    if (variable.isPresent()) {
      given.putIfAbsent(variable.get(), new Given(text, "environment variable " + name));
    } else if (Variable.startsLikeOurs(name)) {
      unknown("environment variable " + name, name);
    }
  }

  /** A file is written for us, or for a program beside us, so what looks like ours is looked at. */
  private void takeFile(EnvFile file) {
    file.entries()
        .forEach((name, entry) -> {
          String place = "%s line %d: %s".formatted(file.shown(), entry.line(), name);
          Optional<Variable> variable = Variable.named(name);
          if (variable.isPresent()) {
            given.putIfAbsent(variable.get(), new Given(entry.text(), place));
          } else if (Variable.startsLikeOurs(name)
              || Suggestion.nearest(name, Variable.names()).isPresent()) {
            unknown(place, name);
          }
        });
  }

  private void unknown(String place, String name) {
    String question = Suggestion.question(name, Variable.names());
    problems.add(
        place
            + " is not known."
            + (question.isEmpty() ? " The file .env.example names every variable." : question));
  }

  /** Notes that variables without effect were set, because another one was not. */
  void without(Variable missing, Variable... useless) {
    for (Variable variable : useless) {
      @Nullable Given value = given.get(variable);
      if (value != null && !value.text().isEmpty()) {
        remarks.add("%s has no effect without %s.".formatted(value.place(), missing));
      }
    }
  }

  /** What is worth telling and no fault. */
  List<String> remarks() {
    return remarks;
  }

  /** Whether somebody set the variable, if only to nothing. */
  boolean isSet(Variable variable) {
    return given.containsKey(variable);
  }

  /** Whether somebody set the variable to nothing, which for an optional address means: none. */
  boolean isSetToNothing(Variable variable) {
    @Nullable Given value = given.get(variable);
    return value != null && value.text().isEmpty();
  }

  /** Whether the variable has a value, its default included. */
  boolean has(Variable variable) {
    return !text(variable).isEmpty();
  }

  String text(Variable variable) {
    @Nullable Given value = given.get(variable);
    return value == null || value.text().isEmpty() ? variable.byDefault() : value.text();
  }

  Secret secret(Variable variable) {
    return new Secret(text(variable));
  }

  /** A whole number, both bounds allowed. */
  int number(Variable variable, int least, int most) {
    String text = text(variable);
    if (text.matches("\\d{1,9}")) {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    wrong(variable, "it must be a whole number from %d to %d.".formatted(least, most));
    return Integer.parseInt(variable.byDefault());
  }

  /** True or false. */
  boolean flag(Variable variable, boolean otherwise) {
    return switch (text(variable)) {
      case "" -> otherwise;
      case "true" -> true;
      case "false" -> false;
      default -> {
        wrong(variable, "it must be true or false.");
        yield otherwise;
      }
    };
  }

  /** A host's name or address, without scheme and port. */
  String host(Variable variable) {
    if (!HOST.matcher(text(variable)).matches()) {
      wrong(variable, "it must be a host name or an IP address, without scheme and port.");
    }
    return text(variable);
  }

  /** A name that can stand in a statement without quotes. */
  String database(Variable variable) {
    if (!DATABASE.matcher(text(variable)).matches()) {
      wrong(variable, "it must be letters, digits and _, and not start with a digit.");
      return variable.byDefault();
    }
    return text(variable);
  }

  /** The address of a REST interface or an archive. */
  URI web(Variable variable) {
    return address(variable, "http", "https");
  }

  /** The address of a stream. */
  URI stream(Variable variable) {
    return address(variable, "ws", "wss");
  }

  /** Notes a wrong value, which must not be a secret. */
  void wrong(Variable variable, String allowed) {
    problems.add("%s is \"%s\"; %s".formatted(place(variable), text(variable), allowed));
  }

  /** Notes a wrong value without showing it. */
  void wrongUnseen(Variable variable, String what) {
    problems.add(place(variable) + " " + what);
  }

  private URI address(Variable variable, String plain, String secured) {
    String text = text(variable).replaceFirst("/+$", "");
    if (text.contains("@")) {
      wrongUnseen(variable, "has a user name or password in it. Venues' public data needs none.");
      return URI.create(variable.byDefault());
    }
    try {
      URI uri = new URI(text);
      boolean scheme = plain.equals(uri.getScheme()) || secured.equals(uri.getScheme());
      if (scheme && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, in words that name what is allowed.
    }
    wrong(
        variable,
        "it must be an address like %s://host:port/path (%s or %s), without ? and #."
            .formatted(secured, plain, secured));
    return URI.create(variable.byDefault());
  }

  private String place(Variable variable) {
    @Nullable Given value = given.get(variable);
    return value == null ? variable.name() : value.place();
  }
}
