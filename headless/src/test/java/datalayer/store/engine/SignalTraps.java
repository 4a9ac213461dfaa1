package datalayer.store.engine;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JVM turns a null pointer and a full stack in compiled code into exceptions by signals. This
 * main does both a lot of times with the engine open.
 */
final class SignalTraps {

  private static final int TIMES = 200_000;

  private SignalTraps() {}

  private record Box(@Nullable String text) {}

  public static void main(String[] arguments) throws Exception {
    try (ChdbEngine engine =
            ChdbEngine.open(EngineLibrary.find(), Path.of(arguments[0]), 1L << 30, 2);
        ChdbConnection connection = engine.connect();
        ChdbResult result =
            connection.query(
                "SELECT 1".getBytes(java.nio.charset.StandardCharsets.UTF_8), "TSV", Map.of())) {
      int caught = 0;
      for (int i = 0; i < TIMES; i++) {
        caught += nullPointer(i % 3 == 0 ? null : new Box("x"));
      }
      int deep = 0;
      for (int i = 0; i < 5; i++) {
        deep += fullStack();
      }
      System.out.println("CAUGHT " + caught + " " + deep + " " + result.bytes().byteSize());
    }
  }

  @SuppressWarnings("NullAway") // the trap is the point
  private static int nullPointer(@Nullable Box box) {
    try {
      return box.text() == null ? 1 : 0;
    } catch (NullPointerException e) {
      return 1;
    }
  }

  private static int fullStack() {
    try {
      return endless(1);
    } catch (StackOverflowError e) {
      return 1;
    }
  }

  @SuppressWarnings("InfiniteRecursion") // the trap is the point
  private static int endless(int depth) {
    return endless(depth + 1) + depth;
  }
}
