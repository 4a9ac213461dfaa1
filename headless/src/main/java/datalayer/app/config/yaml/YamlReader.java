package datalayer.app.config.yaml;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import datalayer.app.config.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Turns a YAML file into {@link Node}s. Bounded in size, depth and time: a file up to 1 MiB, twenty
 * levels, no aliases, one document. A name that is given twice is a fault.
 */
final class YamlReader {

  private static final int DEEPEST = 20;
  private static final YAMLFactory FACTORY = factory();

  private final YamlFile file;
  private final String text;
  private final YAMLParser parser;

  private YamlReader(YamlFile file, String text, YAMLParser parser) {
    this.file = file;
    this.text = text;
    this.parser = parser;
  }

  /**
   * Reads a file whose top level is names with values. Duplicate names are noted in the file's
   * problems.
   *
   * @param keys what belongs into the file
   * @throws ConfigException when there is nothing to go on with
   */
  static Node.Keys read(YamlFile file, List<Key> keys) {
    String text = YamlText.read(file, keys);
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new YamlReader(file, text, parser).document(keys);
    } catch (IOException e) {
      throw new ConfigException("%s cannot be read: %s".formatted(file.name(), e.getMessage()));
    }
  }

  private Node.Keys document(List<Key> keys) throws IOException {
    try {
      if (parser.nextToken() == null) {
        throw new ConfigException(
            "%s is empty. It needs %s.".formatted(file.name(), Key.required(keys)));
      }
      if (!(value(0) instanceof Node.Keys root)) {
        throw fatal(1, "the file must start with a name and a colon, like " + keys.getFirst());
      }
      if (parser.nextToken() != null) {
        throw fatal(line(), "a second document starts here. Leave out the line with ---");
      }
      return root;
    } catch (JacksonException e) {
      throw syntax(e);
    }
  }

  private Node value(int depth) throws IOException {
    int line = line();
    if (depth > DEEPEST) {
      throw fatal(line, "more than %d levels of nesting".formatted(DEEPEST));
    }
    if (parser.isCurrentAlias()) {
      throw fatal(line, "*%s is an alias. Write the value out".formatted(parser.getText()));
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> keys(line, depth);
      case START_ARRAY -> items(line, depth);
      case VALUE_NULL -> new Node.Nothing(line);
      default ->
          parser.getText().isBlank()
              ? new Node.Nothing(line)
              : new Node.Scalar(line, parser.getText());
    };
  }

  private Node.Keys keys(int line, int depth) throws IOException {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int at = line();
      parser.nextToken();
      Node.Entry entry = new Node.Entry(at, value(depth + 1));
      Node.@Nullable Entry before = entries.putIfAbsent(name, entry);
      if (before != null) {
        file.problem(
            at,
            "%s is given a second time; line %d has it too. Remove one of them."
                .formatted(name, before.line()));
      }
    }
    return new Node.Keys(line, entries);
  }

  private Node.Items items(int line, int depth) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(depth + 1));
    }
    return new Node.Items(line, items);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private ConfigException fatal(int line, String what) {
    return new ConfigException("%s line %d: %s.".formatted(file.name(), line, what));
  }

  private ConfigException syntax(JacksonException e) {
    int line = Math.max(1, e.getLocation() == null ? line() : e.getLocation().getLineNr());
    int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
    String problem = e.getOriginalMessage();
    if (cause(e) instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      line = marked.getProblemMark().getLine() + 1;
      column = marked.getProblemMark().getColumn() + 1;
      problem = marked.getProblem();
    }
    String written = text.lines().skip(line - 1L).findFirst().orElse("");
    if (written.matches("\\s*\t.*")) {
      return fatal(line, "a tab is used for indentation. Use spaces");
    }
    return new ConfigException(
        "%s line %d, column %d: this is no valid YAML (%s). Look at the indentation, colons and quotes here and in the line before."
            .formatted(file.name(), line, column, problem.lines().findFirst().orElse("")));
  }

  private static @Nullable Throwable cause(Throwable e) {
    @Nullable Throwable cause = e;
    while (cause != null && !(cause instanceof MarkedYAMLException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static YAMLFactory factory() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(YamlText.LARGEST);
    options.setNestingDepthLimit(DEEPEST * 2);
    options.setMaxAliasesForCollections(0);
    // They are found here, with both lines.
    options.setAllowDuplicateKeys(true);
    return YAMLFactory.builder()
        .loaderOptions(options)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST * 2)
                .maxDocumentLength(YamlText.LARGEST)
                .build())
        .build();
  }
}
