package datalayer.app.config.yaml;

import datalayer.app.config.Problems;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file under reading: what messages call it, and what was found wrong in it. */
record YamlFile(Path path, String name, Problems problems) {

  private static final Set<String> FOLDERS = Set.of("backfill", "incremental", "tunnel");

  /** A file named as operators know it: {@code instruments.yaml}, {@code incremental/bars.yaml}. */
  static YamlFile at(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    String file = String.valueOf(absolute.getFileName());
    @Nullable Path parent = absolute.getParent();
    String folder = parent == null ? "" : String.valueOf(parent.getFileName());
    return new YamlFile(
        absolute, FOLDERS.contains(folder) ? folder + "/" + file : file, new Problems());
  }

  /** A fault in a line. */
  void problem(int line, String text) {
    problems.addAt(line, "%s line %d: %s".formatted(name, line, text));
  }

  /** A fault of the file as a whole. */
  void problem(String text) {
    problems.add(name + ": " + text);
  }
}
