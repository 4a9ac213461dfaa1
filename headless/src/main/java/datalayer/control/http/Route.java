package datalayer.control.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A method and a path that are answered.
 *
 * @param path segments, {@code *} for a name
 * @param parameters those of the query that are known
 */
record Route(String method, String path, Set<String> parameters, Action action) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  /** What a route does. */
  @FunctionalInterface
  interface Action {
    Answer answer(Exchange exchange) throws RefusedException;
  }

  /** What stands for the variables, where the path is this route's. */
  Optional<List<String>> match(String asked) {
    String[] own = path.split("/", -1);
    String[] theirs = asked.split("/", -1);
    if (own.length != theirs.length) {
      return Optional.empty();
    }
    List<String> variables = new ArrayList<>();
    for (int i = 0; i < own.length; i++) {
      if (own[i].equals("*") && NAME.matcher(theirs[i]).matches()) {
        variables.add(theirs[i]);
      } else if (!own[i].equals(theirs[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
