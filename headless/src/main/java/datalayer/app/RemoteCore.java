package datalayer.app;

import datalayer.control.http.HttpControl;

/** A core in another process. */
public record RemoteCore(HttpControl control) implements Core {

  @Override
  public void close() {
    control.close();
  }
}
