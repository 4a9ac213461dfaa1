package datalayer.bench;

import java.util.Arrays;

/** What the command line asks for. */
public final class Choice {

  private Choice() {}

  /** Whether {@code -Dbench.only} names this one, or names none. */
  public static boolean wants(String name) {
    String only = System.getProperty("bench.only", "all");
    return only.equals("all") || Arrays.asList(only.split(",", -1)).contains(name);
  }

  /** How many pairs of runs are taken, {@code -Dbench.rounds}. */
  public static int rounds() {
    return Integer.getInteger("bench.rounds", 5);
  }
}
