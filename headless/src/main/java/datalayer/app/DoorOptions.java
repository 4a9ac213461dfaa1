package datalayer.app;

import datalayer.control.http.Token;

/**
 * How the control API is opened.
 *
 * @param role {@code daemon} or {@code console}
 * @param port on 127.0.0.1, 0 for any free one
 * @param anyPortWillDo whether another one does where it is taken; who scrapes a daemon must find
 *     it, who looks for a console reads {@code control.json}
 */
public record DoorOptions(String role, int port, boolean anyPortWillDo, Token token) {

  /** A daemon's, exactly on this port. */
  public static DoorOptions daemon(int port, Token token) {
    return new DoorOptions("daemon", port, false, token);
  }

  /** A console's, on this port if it is free. */
  public static DoorOptions console(int port, Token token) {
    return new DoorOptions("console", port, true, token);
  }

  DoorOptions onPort(int other) {
    return new DoorOptions(role, other, anyPortWillDo && other != 0, token);
  }
}
