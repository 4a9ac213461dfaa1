package datalayer.store.engine;

import java.util.Optional;
import java.util.Set;

/**
 * What one has to know of a statement before it runs.
 *
 * @param rows whether it is a SELECT, which alone can be fetched block by block
 * @param format the format that the text itself asks for
 * @param empty whether there is nothing but space and comments
 * @param readsInput whether it is an INSERT whose SELECT wants rows from the body
 * @param outfile whether it wants to write its rows to a file
 */
record StatementText(
    boolean rows, Optional<String> format, boolean empty, boolean readsInput, boolean outfile) {

  private static final Set<String> SELECTS = Set.of("SELECT", "WITH", "(");
  private static final Set<String> WHOLE = Set.of("TOTALS", "EXTREMES", "INSERT");

  static StatementText of(byte[] text) {
    SqlTokens tokens = new SqlTokens(text);
    Optional<String> format = Optional.empty();
    boolean empty = !tokens.advance();
    boolean rows = !empty && SELECTS.contains(tokens.token());
    boolean outfile = false;
    String before = tokens.token();
    if (tokens.is('(')) {
      tokens.skipParentheses();
    }
    while (tokens.advance()) {
      if (tokens.is('(')) {
        tokens.skipParentheses();
      }
      String word = tokens.token();
      if (before.equals("FORMAT")) {
        format = Optional.of(tokens.rawToken());
      }
      rows &= !WHOLE.contains(word);
      outfile |= before.equals("INTO") && word.equals("OUTFILE");
      before = word;
    }
    return new StatementText(rows, format, empty, readsInput(text), outfile);
  }

  private static boolean readsInput(byte[] text) {
    SqlTokens tokens = new SqlTokens(text);
    if (!tokens.advance() || !tokens.token().equals("INSERT")) {
      return false;
    }
    String before = "";
    while (tokens.advance()) {
      if (tokens.is('(') && before.equals("INPUT")) {
        return true;
      }
      before = tokens.token();
    }
    return false;
  }
}
