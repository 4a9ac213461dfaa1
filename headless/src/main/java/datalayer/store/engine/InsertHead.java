package datalayer.store.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * An INSERT that brings its rows as data, split where the statement ends and the data begins.
 *
 * @param statement the INSERT without its format
 * @param format ClickHouse's name of the data's format
 * @param data where in the text the data begins
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record InsertHead(byte[] statement, String format, int data) {

  private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "FROM", "WATCH");

  /**
   * Splits a text that may be the beginning of a longer one; empty when it is no INSERT, or one
   * whose rows come from a query or a file.
   */
  static Optional<InsertHead> of(byte[] text) {
    SqlTokens tokens = new SqlTokens(text);
    if (!tokens.advance() || !tokens.token().equals("INSERT")) {
      return Optional.empty();
    }
    skipTarget(tokens);
    int end = tokens.end();
    while (tokens.advance()) {
      String word = tokens.token();
      if (QUERIES.contains(word)) {
        return Optional.empty();
      }
      if (word.equals("VALUES")) {
        return Optional.of(head(text, end, "Values", tokens.end()));
      }
      if (word.equals("FORMAT") && tokens.advance()) {
        return Optional.of(withFormat(text, end, tokens));
      }
      if (tokens.is('(')) {
        if (opensQuery(text, tokens.end())) {
          return Optional.empty();
        }
        tokens.skipParentheses();
      }
      if (tokens.is('.')) {
        tokens.advance(); // the table's name behind its database's
      }
      if (tokens.is(';')) {
        break;
      }
      end = tokens.end();
    }
    return Optional.of(head(text, end, "Values", text.length));
  }

  /** INTO, TABLE and the name, so that a table may be named like a keyword. */
  private static void skipTarget(SqlTokens tokens) {
    tokens.advance();
    if (tokens.token().equals("INTO")) {
      tokens.advance();
    }
    if (tokens.token().equals("TABLE") || tokens.token().equals("FUNCTION")) {
      tokens.advance();
    }
  }

  private static boolean opensQuery(byte[] text, int from) {
    SqlTokens inside = SqlTokens.from(text, from);
    return inside.advance() && QUERIES.contains(inside.token());
  }

  private static InsertHead withFormat(byte[] text, int end, SqlTokens tokens) {
    String format = tokens.rawToken();
    int data = endOfSettings(text, tokens.end());
    byte[] statement = statement(text, end, tokens.end(), data);
    while (data < text.length && (text[data] == ' ' || text[data] == '\t' || text[data] == '\f')) {
      data++;
    }
    if (data < text.length && text[data] == '\r') {
      data++;
    }
    if (data < text.length && text[data] == '\n') {
      data++;
    }
    return new InsertHead(statement, format, data);
  }

  /** Settings may stand behind the format too; they belong to the statement. */
  private static byte[] statement(byte[] text, int end, int settings, int settingsEnd) {
    byte[] statement = Arrays.copyOf(text, end + settingsEnd - settings);
    System.arraycopy(text, settings, statement, end, settingsEnd - settings);
    return statement;
  }

  private static int endOfSettings(byte[] text, int from) {
    SqlTokens tokens = SqlTokens.from(text, from);
    if (!tokens.advance() || !tokens.token().equals("SETTINGS")) {
      return from;
    }
    int end = from;
    do {
      tokens.advance(); // name
      tokens.advance(); // =
      tokens.advance(); // value
      end = tokens.end();
    } while (tokens.advance() && tokens.is(','));
    return end;
  }

  /** Whether the data, which is all there, goes on behind a semicolon with another statement. */
  boolean holdsAnotherStatement(byte[] text) {
    if (!format.equals("Values")) {
      return false;
    }
    SqlTokens tokens = SqlTokens.from(text, data);
    while (tokens.advance()) {
      if (tokens.is(';')) {
        return tokens.advance() && !tokens.is(';');
      }
    }
    return false;
  }

  private static InsertHead head(byte[] text, int end, String format, int data) {
    return new InsertHead(Arrays.copyOf(text, end), format, data);
  }

  @Override
  public String toString() {
    return new String(statement, StandardCharsets.UTF_8) + " FORMAT " + format;
  }
}
