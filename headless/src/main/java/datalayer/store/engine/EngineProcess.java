package datalayer.store.engine;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded engine as a supervised process of its own: its crash, its memory and its exit stay
 * outside this one. After a crash it comes back on the same data, port and token. Safe for use by
 * many threads.
 */
public final class EngineProcess implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EngineProcess.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration STABLE = Duration.ofSeconds(5);
  private static final int STOP_SECONDS = 20;
  private static final int TOKEN_BYTES = 24;

  private final EngineOptions options;
  private final Path library;
  private final InstantSource clock;
  private final Consumer<EngineState> listener;
  private final String token;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile EngineState state;
  private volatile EngineChild child;
  private final Thread supervisor;

  private EngineProcess(
      EngineOptions options, Path library, InstantSource clock, Consumer<EngineState> listener)
      throws EngineException {
    this.options = options;
    this.library = library;
    this.clock = clock;
    this.listener = listener;
    this.token = newToken();
    this.state = new EngineState(EngineState.Phase.STARTING, clock.instant(), "");
    listener.accept(state);
    this.child = EngineChild.start(library, options, options.port(), token);
    this.supervisor = Thread.ofPlatform().daemon().name("engine-supervisor").unstarted(this::watch);
  }

  /**
   * Starts the engine and waits until it answers.
   *
   * @throws EngineException when the library is missing, the directory is in use or cannot be
   *     written, or the port is taken
   */
  public static EngineProcess start(EngineOptions options, InstantSource clock)
      throws EngineException {
    return start(options, clock, state -> {});
  }

  /**
   * The same, telling a listener of every change of state, on the supervisor's thread.
   *
   * @throws EngineException as {@link #start(EngineOptions, InstantSource)}
   */
  public static EngineProcess start(
      EngineOptions options, InstantSource clock, Consumer<EngineState> listener)
      throws EngineException {
    Path library = options.library().isPresent() ? options.library().get() : EngineLibrary.find();
    EngineProcess process = new EngineProcess(options, library, clock, listener);
    process.enter(EngineState.Phase.RUNNING, "");
    process.supervisor.start();
    return process;
  }

  /**
   * Where it serves ClickHouse's HTTP protocol. Constant over a restart unless the port is lost.
   */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + child.port());
  }

  /** The password of the user {@code default}. */
  public String token() {
    return token;
  }

  /** The process that runs now. */
  public long pid() {
    return child.pid();
  }

  public EngineState state() {
    return state;
  }

  /** Stops it cleanly; a query under way is cut off. Does nothing the second time. */
  @Override
  public void close() {
    if (closing.getCount() == 0) {
      return;
    }
    closing.countDown();
    int code = child.stop(STOP_SECONDS);
    supervisor.interrupt(); // it may be starting another one
    try {
      supervisor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    child.stop(STOP_SECONDS);
    enter(EngineState.Phase.STOPPED, code == 0 ? "closed" : "closed, exit code " + code);
  }

  private void watch() {
    Duration pause = FIRST_PAUSE;
    try {
      while (closing.getCount() > 0) {
        long started = System.nanoTime();
        int code = child.awaitExit();
        if (closing.getCount() == 0) {
          return;
        }
        boolean stable = System.nanoTime() - started > STABLE.toNanos();
        pause = restart(stable ? FIRST_PAUSE : pause, code);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed meanwhile
    }
  }

  /** Tries until it runs again or is closed; answers the pause to take before the next restart. */
  private Duration restart(Duration first, int code) throws InterruptedException {
    Duration pause = first;
    int port = child.port();
    enter(
        EngineState.Phase.RESTARTING,
        "process " + child.pid() + " ended with code " + code + ". " + child.lastWords());
    while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      pause = longer(pause);
      try {
        child = EngineChild.start(library, options, port, token);
        enter(EngineState.Phase.RUNNING, "");
        return pause;
      } catch (EngineException e) {
        String reason = String.valueOf(e.getMessage());
        enter(EngineState.Phase.RESTARTING, reason);
        port = reason.contains(EngineMain.PORT_TAKEN) ? options.port() : port;
      }
    }
    return pause;
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void enter(EngineState.Phase phase, String reason) {
    state = new EngineState(phase, clock.instant(), reason);
    log.atInfo()
        .addKeyValue("phase", phase)
        .addKeyValue("directory", options.directory())
        .addKeyValue("reason", reason)
        .log("engine");
    listener.accept(state);
  }

  private static String newToken() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
