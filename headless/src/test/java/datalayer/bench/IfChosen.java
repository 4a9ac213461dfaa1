package datalayer.bench;

/** Runs a benchmark of another module, where {@code -Dbench.only} wants it. */
public final class IfChosen {

  private IfChosen() {}

  /**
   * Arguments: the word {@code -Dbench.only} chooses it by, and its class.
   *
   * @throws ClassNotFoundException when there is no such class: a benchmark that is silently left
   *     out would seem to be met
   */
  public static void main(String[] arguments) throws Exception {
    if (Choice.wants(arguments[0])) {
      Class.forName(arguments[1])
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    }
  }
}
