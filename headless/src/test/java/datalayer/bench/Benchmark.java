package datalayer.bench;

/** A measurement with a report. */
interface Benchmark {

  /** The word that {@code -Dbench.only} chooses it by. */
  String name();

  /**
   * Measures and reports.
   *
   * @throws NotRunException when this machine cannot run it, with the reason
   */
  void measure(Report report) throws Exception;

  /** A benchmark that cannot be run here; the message says why. */
  final class NotRunException extends Exception {
    private static final long serialVersionUID = 1;

    NotRunException(String reason) {
      super(reason);
    }
  }
}
