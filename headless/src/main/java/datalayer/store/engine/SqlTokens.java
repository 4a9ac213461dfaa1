package datalayer.store.engine;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Walks over the words of a statement as ClickHouse's lexer does, so that what stands in a string,
 * an identifier or a comment is not taken for a keyword. Works on bytes, because what follows an
 * INSERT may be binary.
 */
final class SqlTokens {

  private static final String QUOTES = "'\"`";

  private final byte[] text;
  private int position;
  private int start;

  SqlTokens(byte[] text) {
    this.text = text;
  }

  /** Begins inside a text, where no string or comment is open. */
  static SqlTokens from(byte[] text, int position) {
    SqlTokens tokens = new SqlTokens(text);
    tokens.position = position;
    tokens.start = position;
    return tokens;
  }

  /** Moves to the next token; false at the end. */
  boolean advance() {
    skipSpace();
    start = position;
    if (position >= text.length) {
      return false;
    }
    byte first = text[position];
    if (QUOTES.indexOf(first) >= 0) {
      skipQuoted(first);
    } else if (isWord(first)) {
      while (position < text.length && isWord(text[position])) {
        position++;
      }
    } else if (first != '$' || !skipHeredoc()) {
      position++;
    }
    return true;
  }

  /** The token in upper case; a quoted one starts with its quote. */
  String token() {
    return new String(text, start, position - start, StandardCharsets.UTF_8)
        .toUpperCase(Locale.ROOT);
  }

  /** The token as it stands. */
  String rawToken() {
    return new String(text, start, position - start, StandardCharsets.UTF_8);
  }

  int start() {
    return start;
  }

  int end() {
    return position;
  }

  boolean is(char symbol) {
    return position == start + 1 && text[start] == symbol;
  }

  /** Having met an opening parenthesis, moves to the one that closes it. */
  void skipParentheses() {
    int depth = 1;
    while (depth > 0 && advance()) {
      depth += is('(') ? 1 : is(')') ? -1 : 0;
    }
  }

  private void skipSpace() {
    while (position < text.length) {
      if (text[position] >= 0 && text[position] <= ' ') {
        position++;
      } else if (at("--") || at("# ") || at("#!")) {
        skipTo("\n");
      } else if (at("/*")) {
        skipTo("*/");
      } else {
        return;
      }
    }
  }

  private void skipQuoted(byte quote) {
    position++;
    while (position < text.length && text[position] != quote) {
      position += text[position] == '\\' ? 2 : 1;
    }
    position = Math.min(position + 1, text.length);
  }

  private boolean skipHeredoc() {
    int end = position + 1;
    while (end < text.length && isWord(text[end])) {
      end++;
    }
    if (end >= text.length || text[end] != '$') {
      return false;
    }
    String tag = new String(text, position, end + 1 - position, StandardCharsets.UTF_8);
    position = end + 1;
    skipTo(tag);
    return true;
  }

  private void skipTo(String mark) {
    while (position < text.length && !at(mark)) {
      position++;
    }
    position = Math.min(position + mark.length(), text.length);
  }

  private boolean at(String mark) {
    if (position + mark.length() > text.length) {
      return false;
    }
    for (int i = 0; i < mark.length(); i++) {
      if (text[position + i] != mark.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(byte letter) {
    return letter < 0 || letter == '_' || Character.isLetterOrDigit(letter);
  }
}
