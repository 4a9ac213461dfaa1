package datalayer.app.kill;

/** Which process is killed. */
enum Victim {
  APPLICATION,
  ENGINE,
  BOTH;

  boolean meansApplication() {
    return this != ENGINE;
  }

  boolean meansEngine() {
    return this != APPLICATION;
  }
}
