package datalayer.store.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** Some other program with the chDB library, which knows nothing of our lock. */
final class StrangeOpener {

  private StrangeOpener() {}

  public static void main(String[] arguments) throws Exception {
    ChdbFunctions chdb = ChdbFunctions.load(EngineLibrary.find());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argv = arena.allocate(ValueLayout.ADDRESS, 2);
      argv.setAtIndex(ValueLayout.ADDRESS, 0, arena.allocateFrom("clickhouse"));
      argv.setAtIndex(
          ValueLayout.ADDRESS, 1, arena.allocateFrom("--path=" + Path.of(arguments[0])));
      ChdbConnection connection = new ChdbConnection(chdb, chdb.connect(2, argv));
      System.out.println("OPEN");
      int ended = System.in.read();
      connection.close();
      System.out.println("ENDED " + ended);
    }
  }
}
