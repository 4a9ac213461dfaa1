package datalayer.store.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id by which a client knows its statement. The engine gives every statement an id of its own
 * and takes none, so the client's goes behind the text as a comment, and KILL QUERY looks there.
 */
record QueryId(String id) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");
  private static final Pattern KILL =
      Pattern.compile(
          "(?is)\\s*(KILL\\s+QUERY\\s+WHERE\\s+)query_id\\s*=\\s*'([A-Za-z0-9_.:-]{1,100})'(.*)");

  /** The statement with this id behind it. */
  byte[] mark(byte[] statement) {
    if (!PLAIN.matcher(id).matches()) {
      return statement;
    }
    byte[] comment = comment(id).getBytes(StandardCharsets.UTF_8);
    byte[] marked = Arrays.copyOf(statement, statement.length + comment.length);
    System.arraycopy(comment, 0, marked, statement.length, comment.length);
    return marked;
  }

  /** A KILL QUERY by a client's id as one by its comment; every other statement as it is. */
  static byte[] findByComment(byte[] statement) {
    Matcher kill = KILL.matcher(new String(statement, StandardCharsets.UTF_8));
    if (!kill.matches()) {
      return statement;
    }
    String mark = comment(kill.group(2)).replace("\n", "\\n");
    return (kill.group(1) + "position(query, '" + mark + "') > 0" + kill.group(3))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String comment(String id) {
    return "\n/* query_id=" + id + " */";
  }
}
