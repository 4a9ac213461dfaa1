package datalayer.control.http;

/** A request that is answered with a {@link Problem}. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  RefusedException(int status, String title, String detail, String remedy) {
    super(detail);
    this.problem = new Problem(status, title, detail, remedy);
  }

  Problem problem() {
    return problem;
  }
}
