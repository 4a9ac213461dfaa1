package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.app.config.ClickHouseSettings.Server;
import java.util.List;

/**
 * What the first page of the console can do, as long as the data directory holds nothing yet. Every
 * call but {@link #folder} may block.
 */
public interface FirstRun {

  /** The data directory, as people write it: {@code ~/.local/share/datalayer}. */
  String folder();

  /** Whether there is nothing yet, and nobody has said where things should be. */
  boolean isNeeded();

  /** Looks at this machine and at the exchange. */
  List<Check> checks();

  /** Starts over the simulated exchanges, in a directory of its own. */
  Core demo();

  /** Starts over the live exchanges and the embedded engine. */
  Core exchanges();

  /**
   * Starts over the live exchanges and a ClickHouse server, and when that went well writes the
   * server into the configuration, so that the next start uses it too.
   */
  Core server(Server server, String database);

  /**
   * Asks a server whether it can be used; nothing is written.
   *
   * @return what it answered, in words: {@code ClickHouse 25.8.2.1 at db1:8123 answered in 3 ms}
   * @throws RuntimeException saying where and why it cannot be used, and what to do
   */
  String test(Server server, String database);

  /**
   * Something that was looked at.
   *
   * @param words what was found: {@code 214 GiB free}
   */
  record Check(String name, boolean passed, String words) {}
}
