package datalayer.store.engine;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** {@code datalayer engine}: the embedded engine in the foreground, for any tool to connect to. */
public final class EngineForeground {

  private EngineForeground() {}

  /**
   * Starts the engine, prints how to connect as {@code NAME=value} lines, and serves until this
   * process is told to end or the thread is interrupted.
   *
   * @throws EngineException when it cannot start
   */
  public static void run(EngineOptions options, PrintStream out) throws EngineException {
    CountDownLatch ended = new CountDownLatch(1);
    try (EngineProcess engine =
        EngineProcess.start(options, InstantSource.system(), state -> announce(state, out))) {
      Thread hook = new Thread(engine::close, "engine-close");
      Runtime.getRuntime().addShutdownHook(hook);
      out.println("CLICKHOUSE__HOST=" + engine.endpoint().getHost());
      out.println("CLICKHOUSE__PORT=" + engine.endpoint().getPort());
      out.println("CLICKHOUSE__USERNAME=" + Gate.USER);
      out.println("CLICKHOUSE__PASSWORD=" + engine.token());
      out.println("CLICKHOUSE__DATABASE=analytics");
      out.flush();
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void announce(EngineState state, PrintStream out) {
    if (state.phase() == EngineState.Phase.RESTARTING) {
      out.println("# the engine is being started again: " + state.reason());
    }
  }
}
