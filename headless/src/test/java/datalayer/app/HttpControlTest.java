package datalayer.app;

import datalayer.control.Control;
import datalayer.control.http.HttpControl;
import datalayer.control.http.Token;
import org.jspecify.annotations.Nullable;

/** Control over the API, on real sockets. */
final class HttpControlTest extends ControlContract {

  private @Nullable HttpControl control;

  @Override
  Control over(Headless headless) {
    Token token = Token.random();
    control = HttpControl.connect(headless.openDoor(DoorOptions.daemon(0, token)), token);
    return control;
  }

  @Override
  void release() {
    if (control != null) {
      control.close();
    }
  }
}
