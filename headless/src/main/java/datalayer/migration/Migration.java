package datalayer.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A migration file.
 *
 * @param version from the name, {@code V001__bars.sql} is 1
 * @param name of the file
 * @param sql its text, placeholders not yet filled in
 */
public record Migration(int version, String name, String sql) {

  /** SHA-256 of the text, lower-case hexadecimal. */
  public String checksum() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(sql.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The file's statements, without comments that stand on lines of their own. */
  public List<String> statements() {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    boolean quoted = false;
    for (String line : sql.split("\n", -1)) {
      if (!quoted && line.stripLeading().startsWith("--")) {
        continue;
      }
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        quoted = (c == '\'') != quoted;
        if (c == ';' && !quoted) {
          add(statement, statements);
        } else {
          statement.append(c);
        }
      }
      statement.append('\n');
    }
    add(statement, statements);
    return List.copyOf(statements);
  }

  private static void add(StringBuilder statement, List<String> statements) {
    String text = statement.toString().strip();
    if (!text.isEmpty()) {
      statements.add(text);
    }
    statement.setLength(0);
  }
}
