package datalayer.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant to write. */
public final class Suggestion {

  private static final int MOST_EDITS = 3;

  private Suggestion() {}

  /**
   * The known name that is nearest to what was written: up to a third of its letters, at most
   * three, may be wrong, missing, surplus or swapped with their neighbour. Case does not count.
   */
  public static Optional<String> nearest(String written, Collection<String> known) {
    int allowed = Math.min(MOST_EDITS, written.length() / 3);
    return known.stream()
        .filter(name -> edits(written, name) <= allowed)
        .min(Comparator.comparingInt(name -> edits(written, name)));
  }

  /** A question to append to a message, with a leading space, or nothing. */
  public static String question(String written, Collection<String> known) {
    return nearest(written, known).map(name -> " Did you mean " + name + "?").orElse("");
  }

  /** Insertions, deletions, replacements and swaps of neighbours that make one of the other. */
  static int edits(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
