package datalayer.app;

import datalayer.monitor.Heartbeat;
import java.net.URI;

/** A core in this process that others can be let in to. */
public interface LocalCore extends Core {

  /**
   * Opens the control API and tells of it in {@code control.json}, until this is closed.
   *
   * @return where it is
   * @throws StartException when it cannot be opened
   */
  URI openDoor(DoorOptions options);

  /** Beats while the core moves. */
  Heartbeat heartbeat();
}
