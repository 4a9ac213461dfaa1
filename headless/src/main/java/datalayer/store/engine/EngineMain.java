package datalayer.store.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The engine's process. Reads its token from standard input, says {@code READY port} or {@code
 * FAILED reason} on standard output, and serves until standard input ends: which it does when its
 * parent closes it, and also when its parent is killed.
 */
final class EngineMain {

  static final String READY = "READY ";
  static final String FAILED = "FAILED ";
  static final String PORT_TAKEN = "another program serves on port ";
  private static final int INTERRUPT = 2;

  private EngineMain() {}

  /** Arguments: library, data directory, port, memory in bytes, threads. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader parent =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    @Nullable String token = parent.readLine();
    if (token == null) {
      System.exit(1);
      return;
    }
    ignoreInterrupt();
    try (ChdbEngine engine = open(arguments);
        EngineServer server = EngineServer.start(engine, token, Integer.parseInt(arguments[2]))) {
      Thread closer = new Thread(() -> stop(server, engine), "engine-stop");
      Runtime.getRuntime().addShutdownHook(closer);
      System.out.println(READY + server.port());
      awaitEnd(parent);
      System.exit(0);
    } catch (BindException e) {
      fail(PORT_TAKEN + arguments[2] + "; set ENGINE__PORT to another, or to 0 for any free one");
    } catch (EngineException | IOException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  private static void fail(String reason) {
    System.out.println(FAILED + reason);
    System.exit(1);
  }

  private static ChdbEngine open(String[] arguments) throws EngineException {
    return ChdbEngine.open(
        Path.of(arguments[0]),
        Path.of(arguments[1]),
        Long.parseLong(arguments[3]),
        Integer.parseInt(arguments[4]));
  }

  private static void awaitEnd(BufferedReader parent) {
    try {
      while (parent.readLine() != null) {
        // nothing is said to a running engine but goodbye
      }
    } catch (IOException e) {
      // a broken pipe is an ended one
    }
  }

  /** Connections first: the process is aborted at exit when one is open. */
  private static void stop(EngineServer server, ChdbEngine engine) {
    server.close();
    engine.close();
  }

  /** Ctrl-C goes to all processes of a terminal; when the engine ends is the parent's to say. */
  @SuppressWarnings("restricted") // a function of the C library
  private static void ignoreInterrupt() {
    Linker linker = Linker.nativeLinker();
    linker
        .defaultLookup()
        .find("signal")
        .ifPresent(signal -> {
          try {
            MemorySegment ignore = MemorySegment.ofAddress(1);
            Object before =
                linker
                    .downcallHandle(
                        signal,
                        FunctionDescriptor.of(
                            ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS))
                    .invokeWithArguments(INTERRUPT, ignore);
            assert before != null;
          } catch (Throwable e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
