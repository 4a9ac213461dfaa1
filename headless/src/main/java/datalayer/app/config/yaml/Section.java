package datalayer.app.config.yaml;

import datalayer.app.config.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names with values of which each is known or a fault. Values are read by functions that throw an
 * {@link IllegalArgumentException} with what is wrong; it becomes a problem of the value's line,
 * and the value counts as absent.
 */
final class Section {

  private final YamlFile file;
  private final Node.Keys node;
  private final String what;

  /**
   * A part of a file; names that it does not know, and missing ones, become problems.
   *
   * @param what what lacks a missing name, with a leading space, or nothing for the whole file
   */
  Section(YamlFile file, Node.Keys node, List<Key> keys, String what) {
    this.file = file;
    this.node = node;
    this.what = what;
    refuseUnknown(keys);
    keys.stream().filter(Key::isRequired).filter(key -> !has(key)).forEach(this::missing);
  }

  boolean has(Key key) {
    return node.entries().containsKey(key.name());
  }

  /** The line of a name, or of the section when the name is not there. */
  int line(Key key) {
    Node.@Nullable Entry entry = node.entries().get(key.name());
    return entry == null ? node.line() : entry.line();
  }

  /** What stands behind a name, unless that is nothing, which is a problem. */
  Optional<Node> node(Key key) {
    Node.@Nullable Entry entry = node.entries().get(key.name());
    if (entry != null && entry.value() instanceof Node.Nothing) {
      file.problem(
          entry.line(),
          "%s has no value. Write for example %s.".formatted(key.name(), key.toString()));
      return Optional.empty();
    }
    return Optional.ofNullable(entry).map(Node.Entry::value);
  }

  /** A single value. */
  <T> Optional<T> value(Key key, Function<String, T> reader) {
    Optional<Node> found = node(key);
    if (found.isPresent() && !(found.get() instanceof Node.Scalar)) {
      file.problem(
          line(key),
          "%s must be a single value, for example %s.".formatted(key.name(), key.toString()));
    }
    return found
        .filter(Node.Scalar.class::isInstance)
        .map(Node.Scalar.class::cast)
        .flatMap(scalar -> read(key, scalar, reader));
  }

  /** A list of different values, at least one; nothing when the name is not there. */
  <T> List<T> list(Key key, Function<String, T> reader) {
    return switch (node(key).orElse(null)) {
      case null -> List.of();
      case Node.Items list when list.items().isEmpty() -> {
        file.problem(
            line(key), "%s is empty. Write for example %s.".formatted(key.name(), key.toString()));
        yield List.of();
      }
      case Node.Items list -> values(key, list, reader);
      case Node other -> {
        file.problem(
            line(key), "%s must be a list, for example %s.".formatted(key.name(), key.toString()));
        yield List.of();
      }
    };
  }

  /** A whole number, both bounds allowed. */
  int number(Key key, int least, int most, int byDefault) {
    return value(
            key,
            text -> {
              if (text.matches("\\d{1,9}")) {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                  return number;
                }
              }
              throw new IllegalArgumentException(
                  "\"%s\" is no whole number from %d to %d".formatted(text, least, most));
            })
        .orElse(byDefault);
  }

  private <T> List<T> values(Key key, Node.Items list, Function<String, T> reader) {
    List<T> values = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (Node item : list.items()) {
      if (item instanceof Node.Scalar scalar) {
        Optional<T> value = read(key, scalar, reader);
        if (value.isPresent() && !seen.add(value.get())) {
          file.problem(
              scalar.line(),
              "%s has %s twice. Remove one of them.".formatted(key.name(), scalar.text()));
        } else {
          value.ifPresent(values::add);
        }
      } else {
        file.problem(
            item.line(),
            "%s must be a list of single values, for example %s."
                .formatted(key.name(), key.toString()));
      }
    }
    return values;
  }

  private <T> Optional<T> read(Key key, Node.Scalar scalar, Function<String, T> reader) {
    try {
      return Optional.of(reader.apply(scalar.text()));
    } catch (IllegalArgumentException e) {
      String said = String.valueOf(e.getMessage());
      String end = said.endsWith("?") || said.endsWith(".") ? "" : ".";
      file.problem(scalar.line(), "%s: %s%s".formatted(key.name(), said, end));
      return Optional.empty();
    }
  }

  private void refuseUnknown(List<Key> keys) {
    List<String> known = keys.stream().map(Key::name).toList();
    node.entries()
        .forEach((name, entry) -> {
          if (!known.contains(name)) {
            String question = Suggestion.question(name, known);
            file.problem(
                entry.line(),
                "\"%s\" is not known%s"
                    .formatted(
                        name,
                        question.isEmpty()
                            ? "; there are " + Vocabulary.enumeration(known) + "."
                            : "." + question));
          }
        });
  }

  private void missing(Key key) {
    String text = "%s is missing%s. Add for example %s.".formatted(key.name(), what, key);
    if (what.isEmpty()) {
      file.problem(text);
    } else {
      file.problem(node.line(), text);
    }
  }
}
