package datalayer.console.shell;

import datalayer.console.theme.Icon;
import java.util.Locale;

/**
 * Something the palette offers.
 *
 * @param group the heading it stands under
 * @param detail in a quieter tone behind the title; may be empty
 * @param keys its shortcut, separated by blanks; may be empty
 */
public record Command(
    String group, Icon icon, String title, String detail, String keys, Runnable run) {

  private static final int NO_MATCH = -1;
  private static final int WORD = 12;
  private static final int START_OF_WORD = 8;
  private static final int INSIDE = 4;
  private static final int LETTERS = 1;

  /** Fewer than these in order are found nearly everywhere. */
  private static final int LEAST_LETTERS = 3;

  /**
   * How well this answers what was typed, every word of it; below 0 when it does not. A word counts
   * most when it is one of the title's, less when it begins one or is inside, least when only its
   * letters are there in order: {@code bnb} finds {@code BNB/USDT}, {@code bkf} finds {@code
   * Backfills}.
   */
  int score(String typed) {
    String name = title.toLowerCase(Locale.ROOT);
    String rest = (detail + " " + group).toLowerCase(Locale.ROOT);
    int sum = 0;
    for (String word : typed.toLowerCase(Locale.ROOT).trim().split("\\s+", 0)) {
      int inTitle = score(name, word);
      int inRest = rest.contains(word) ? LETTERS + 1 : NO_MATCH;
      int best = Math.max(inTitle, inRest);
      if (best < 0) {
        return NO_MATCH;
      }
      sum += best;
    }
    return sum;
  }

  /** The same under another heading. */
  Command under(String heading) {
    return new Command(heading, icon, title, detail, keys, run);
  }

  private static int score(String text, String word) {
    int at = text.indexOf(word);
    if (at < 0) {
      return word.length() >= LEAST_LETTERS && hasLetters(text, word) ? LETTERS : NO_MATCH;
    }
    int best = INSIDE;
    for (; at >= 0; at = text.indexOf(word, at + 1)) {
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      int end = at + word.length();
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      best = Math.max(best, begins ? ends ? WORD : START_OF_WORD : INSIDE);
    }
    return best;
  }

  private static boolean hasLetters(String text, String word) {
    int at = -1;
    for (int i = 0; i < word.length(); i++) {
      at = text.indexOf(word.charAt(i), at + 1);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }
}
