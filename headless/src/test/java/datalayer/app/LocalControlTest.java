package datalayer.app;

import datalayer.control.Control;

/** Control in process. */
final class LocalControlTest extends ControlContract {

  @Override
  Control over(Headless headless) {
    return headless.control();
  }

  @Override
  void release() {}
}
