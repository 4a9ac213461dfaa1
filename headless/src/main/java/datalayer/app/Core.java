package datalayer.app;

import datalayer.control.Control;

/** What a command or a window works over: a core in this process, or one elsewhere. */
public interface Core extends AutoCloseable {

  /** The door for operators. */
  Control control();

  /** Lets go of it; a core in this process ends its work, one elsewhere goes on. */
  @Override
  void close();
}
