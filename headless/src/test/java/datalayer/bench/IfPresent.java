package datalayer.bench;

/** Runs a benchmark of another module by the name of its class, where it is there. */
public final class IfPresent {

  private IfPresent() {}

  /** Arguments: the word {@code -Dbench.only} chooses it by, its class, its own arguments. */
  public static void main(String[] arguments) throws Exception {
    String word = arguments[0];
    String name = arguments[1];
    if (!Choice.wants(word)) {
      return;
    }
    Class<?> benchmark;
    try {
      benchmark = Class.forName(name);
    } catch (ClassNotFoundException e) {
      System.out.println("\nNot run\n  " + word + ": there is no " + name);
      return;
    }
    benchmark.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
  }
}
