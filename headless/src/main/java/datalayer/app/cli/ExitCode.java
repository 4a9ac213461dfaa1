package datalayer.app.cli;

/** What a process says when it ends. */
final class ExitCode {

  static final int COMPLETE = 0;
  static final int ERROR = 1;
  static final int USAGE = 2;
  static final int INCOMPLETE = 3;

  private ExitCode() {}
}
