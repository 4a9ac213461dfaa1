package datalayer.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes variables into the {@code .env} of a configuration's directory: a line that sets one of
 * them is replaced, every other line stays as it is. The file is its owner's only, as secrets may
 * be in it, and is never half written.
 */
public final class EnvWriter {

  private EnvWriter() {}

  /**
   * Writes them, creating directory and file where they are missing.
   *
   * @return the file
   * @throws ConfigException when it cannot be written; nothing was changed
   */
  public static Path write(Path configDirectory, Map<Variable, String> values) {
    Path file = configDirectory.resolve(EnvFile.NAME);
    try {
      Files.createDirectories(configDirectory);
      List<String> before = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
      List<String> lines = merged(before, values);
      Path written = Files.createTempFile(configDirectory, ".env-", null, ownerOnly());
      try {
        Files.write(written, lines, StandardCharsets.UTF_8);
        Files.move(
            written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        // Secrets may be in it. After the move there is none of that name.
        Files.deleteIfExists(written);
      }
      return file;
    } catch (IOException e) {
      throw new ConfigException(
          "%s cannot be written (%s). Make it writable, or name another folder with --config."
              .formatted(file, e));
    }
  }

  private static List<String> merged(List<String> before, Map<Variable, String> values) {
    Map<String, String> missing = new LinkedHashMap<>();
    values.forEach((variable, value) -> missing.put(variable.name(), line(variable, value)));
    List<String> lines = new ArrayList<>();
    for (String line : before) {
      String replacement = missing.remove(name(line));
      lines.add(replacement == null ? line : replacement);
    }
    lines.addAll(missing.values());
    return lines;
  }

  /** What a line sets, as {@link EnvFile} reads it; empty for a comment. */
  private static String name(String line) {
    String rest = line.strip();
    if (rest.startsWith("#") || rest.indexOf('=') < 0) {
      return "";
    }
    String assignment = rest.startsWith("export ") ? rest.substring(7).strip() : rest;
    return assignment.substring(0, assignment.indexOf('=')).strip();
  }

  private static String line(Variable variable, String value) {
    if (value.contains("\n") || value.contains("\r")) {
      throw new ConfigException(
          variable + " cannot be kept in a .env file: it has more than one line.");
    }
    boolean plain = value.matches("[^\"'\\s#][^\\s#]*") || value.isEmpty();
    return variable + "=" + (plain ? value : '"' + value + '"');
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
