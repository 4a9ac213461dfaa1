package datalayer.console.firstrun;

import datalayer.control.Control;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What the first page of the console needs from whoever started it. Every call but {@link #folder}
 * may block, and is not made on the thread that paints.
 */
public interface FirstSteps {

  /** The data directory, as people write it: {@code ~/.local/share/datalayer}. */
  String folder();

  /** Whether the data directory holds nothing yet, so that the first page is wanted. */
  boolean needed();

  /** Looks at this machine and at the exchanges; a failing check keeps nobody from the demo. */
  List<Check> checks();

  /** Starts with simulated exchanges and sample instruments. */
  Callable<? extends Control> demo();

  /** Starts with the live exchanges and the database that is built in. */
  Callable<? extends Control> exchanges();

  /** Starts with the live exchanges and a ClickHouse server. */
  Callable<? extends Control> server(ServerAddress address);

  /**
   * Asks a server whether it can be used.
   *
   * @return what it answered, in words: {@code ClickHouse 25.8 answered in 3 ms}
   * @throws datalayer.control.ControlException saying why it cannot be used, and what to do
   */
  String test(ServerAddress address);

  /**
   * Something that was looked at.
   *
   * @param words what was found: {@code 214 GiB free}
   */
  record Check(String name, boolean well, String words) {}
}
