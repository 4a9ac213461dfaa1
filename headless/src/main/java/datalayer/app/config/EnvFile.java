package datalayer.app.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .env} file: a {@code NAME=value} on each line, {@code export} before it allowed, empty
 * lines and lines that start with {@code #} ignored. A value is everything after the equals sign
 * without the blanks around it; quotes around the whole of it are taken off, and nothing within is
 * interpreted. A file that others may read and that holds one of our secrets is refused (where the
 * file system knows owners and permissions; on Windows nothing is checked).
 */
final class EnvFile {

  /** The file's name, in every folder. */
  static final String NAME = ".env";

  private static final long LARGEST = 1 << 16;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  /** A value and the line it is in. */
  record Entry(int line, String text) {
    @Override
    public String toString() {
      return "line " + line;
    }
  }

  private final Path path;
  private final String shown;
  private final Problems problems;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private EnvFile(Path path, String shown, Problems problems) {
    this.path = path;
    this.shown = shown;
    this.problems = problems;
  }

  /**
   * Reads a file; one that does not exist has no entries.
   *
   * @param shown what messages call the file
   */
  static EnvFile read(Path path, String shown, Problems problems) {
    EnvFile file = new EnvFile(path, shown, problems);
    if (Files.exists(path)) {
      file.readLines();
      file.refuseWhenOthersSeeSecrets();
    }
    return file;
  }

  String shown() {
    return shown;
  }

  Map<String, Entry> entries() {
    return entries;
  }

  private void readLines() {
    String text = text();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String rest = line.strip();
      if (!rest.isEmpty() && !rest.startsWith("#")) {
        readLine(number, rest.startsWith("export ") ? rest.substring(7).strip() : rest);
      }
    }
  }

  private String text() {
    try {
      if (!Files.isRegularFile(path)) {
        problems.add(shown + " is no file. Remove it, or make it a file of NAME=value lines.");
        return "";
      }
      if (Files.size(path) > LARGEST) {
        problems.add(
            String.format(
                Locale.ROOT,
                "%s has %,d bytes; it may have up to %,d.",
                shown,
                Files.size(path),
                LARGEST));
        return "";
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      problems.add(shown + " is not UTF-8 text. Save it as UTF-8.");
    } catch (IOException e) {
      problems.add("%s cannot be read: %s".formatted(shown, e));
    }
    return "";
  }

  private void readLine(int number, String line) {
    int equals = line.indexOf('=');
    String name = equals < 0 ? "" : line.substring(0, equals).strip();
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      problem(number, "this is no NAME=value. Start the line with # if it is a comment.");
      return;
    }
    @Nullable String value = unquoted(number, name, line.substring(equals + 1).strip());
    if (value == null) {
      return;
    }
    Entry entry = new Entry(number, value);
    @Nullable Entry before = entries.putIfAbsent(name, entry);
    if (before != null) {
      problem(
          number, "%s is set a second time; line %d sets it too.".formatted(name, before.line()));
    }
  }

  private @Nullable String unquoted(int number, String name, String value) {
    if (value.startsWith("\"") || value.startsWith("'")) {
      if (value.length() > 1 && value.charAt(value.length() - 1) == value.charAt(0)) {
        return value.substring(1, value.length() - 1);
      }
      problem(number, "%s starts with a quote and does not end with it.".formatted(name));
      return null;
    }
    // A password may well hold " #", so guessing where a comment starts would alter one silently.
    if (value.contains(" #") || value.startsWith("#")) {
      problem(
          number,
          "%s has a # in it. Put the value in quotes, or the comment on a line of its own."
              .formatted(name));
      return null;
    }
    return value;
  }

  private void problem(int line, String text) {
    problems.add("%s line %d: %s".formatted(shown, line, text));
  }

  private void refuseWhenOthersSeeSecrets() {
    @Nullable PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    try {
      Set<PosixFilePermission> permissions = view.readAttributes().permissions();
      if (permissions.stream().anyMatch(OTHERS::contains)) {
        entries.forEach((name, entry) -> refuseSecret(name, entry, permissions));
      }
    } catch (IOException e) {
      problems.add("the permissions of %s cannot be read: %s".formatted(shown, e));
    }
  }

  private void refuseSecret(String name, Entry entry, Set<PosixFilePermission> permissions) {
    if (!entry.text().isEmpty() && Variable.named(name).filter(Variable::isSecret).isPresent()) {
      problem(
          entry.line(),
          "%s is a secret, and the file is open to others (%s). Run: chmod 600 %s"
              .formatted(name, PosixFilePermissions.toString(permissions), shown));
    }
  }
}
