package datalayer;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The project's one format: google-java-format. It runs as a test and by {@code mvn -q -Pformat},
 * not as a build plugin, because the plugins that carry it need Maven itself on the JDK of the
 * project, and ours may run on an older one.
 */
public final class SourceFormat {

  private SourceFormat() {}

  /** Formats every Java file below the folders given. */
  public static void main(String[] folders) throws IOException {
    for (String folder : folders) {
      for (Path file : unformatted(Path.of(folder))) {
        Files.writeString(file, formatted(Files.readString(file)));
        System.out.println("formatted " + file);
      }
    }
  }

  /** The files below the folder that are not as the formatter would write them. */
  static List<Path> unformatted(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files
              .filter(f -> f.toString().endsWith(".java") && !f.toString().contains("/target/"))
              .sorted()
              .toList()) {
        String source = Files.readString(file);
        if (!source.equals(formatted(source))) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static String formatted(String source) {
    try {
      String imports = ImportOrderer.reorderImports(source, Style.GOOGLE);
      return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(imports));
    } catch (FormatterException e) {
      throw new IllegalArgumentException("cannot be formatted: " + e.getMessage(), e);
    }
  }
}
