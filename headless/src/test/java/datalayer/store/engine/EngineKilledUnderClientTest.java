package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import datalayer.store.ClickHouse;
import datalayer.store.ClickHouseAddress;
import datalayer.store.ClickHouseException;
import datalayer.store.engine.EngineState.Phase;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What our own client sees of an engine that is killed, and after it came back. */
final class EngineKilledUnderClientTest {

  @TempDir Path directory;
  private EngineProcess engine;
  private ClickHouse clickHouse;

  @BeforeEach
  void start() {
    engine = TestEngine.start(EngineOptions.in(directory));
    clickHouse =
        new ClickHouse(
            new ClickHouseAddress(
                engine.endpoint(), "default", engine.token(), "default", "embedded"),
            engine::endpoint,
            4);
  }

  @AfterEach
  void stop() {
    clickHouse.close();
    engine.close();
  }

  /** Whatever was read by then, the answer is no answer: never a shorter one. */
  @ParameterizedTest
  @ValueSource(ints = {8, 800_000, 8_000_000})
  void anAnswerThatIsCutOffIsAnError(int bytesRead) throws Exception {
    assertThatThrownBy(() ->
            clickHouse.answer(
                "SELECT number FROM numbers(100000000)",
                Map.of(),
                "RowBinary",
                answer -> {
                  assertThat(answer.readNBytes(bytesRead)).hasSize(bytesRead);
                  kill();
                  return answer.readAllBytes().length;
                }))
        .isInstanceOf(ClickHouseException.class)
        .satisfies(e -> assertThat(((ClickHouseException) e).isPassing()).isTrue());
    awaitReturn();
    assertThat(one()).isEqualTo(1);
  }

  @Test
  void itIsFoundAgainWhereAnotherProgramTookItsPort() throws Exception {
    assertThat(one()).isEqualTo(1);
    int port = engine.endpoint().getPort();
    kill();
    try (ServerSocket thief = take(port)) {
      awaitReturn();
      assertThat(engine.endpoint().getPort()).isNotEqualTo(thief.getLocalPort());
      assertThat(one()).isEqualTo(1);
    }
  }

  /** The engine of a killed parent ends soon, and whoever comes back at once waits for it. */
  @Test
  void itStartsAfterTheEngineOfAKilledParentHasEnded() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "open files are seen on Linux only");
    Path data = directory.resolve("orphan");
    try (ForkedJvm parent = ForkedJvm.of(EngineParent.class, data.toString());
        ExecutorService starter = Executors.newSingleThreadExecutor()) {
      long orphan = Long.parseLong(parent.line("ENGINE "));
      signal("STOP", orphan);
      parent.kill();
      parent.awaitExit();
      Future<EngineProcess> next = starter.submit(() -> TestEngine.start(EngineOptions.in(data)));
      Await.until(
          "the next engine stands before the lock",
          () ->
              next.isDone()
                  || ProcessHandle.current()
                      .children()
                      .anyMatch(child -> hasOpen(child.pid(), data.resolve("datalayer.lock"))));
      signal("CONT", orphan);
      next.get().close();
      Await.until("the orphan ended", () -> !alive(orphan));
    }
  }

  private static boolean hasOpen(long pid, Path file) {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.anyMatch(fd -> {
        try {
          return Files.readSymbolicLink(fd).equals(file);
        } catch (IOException e) {
          return false; // closed meanwhile
        }
      });
    } catch (IOException e) {
      return false; // it ended meanwhile
    }
  }

  private static void signal(String name, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
    assertThat(kill.waitFor()).isZero();
  }

  private int one() {
    return clickHouse.query("SELECT toUInt8(1)", Map.of(), row -> row.uint8()).getFirst();
  }

  private void kill() {
    ProcessHandle process = ProcessHandle.of(engine.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private void awaitReturn() throws Exception {
    Await.until("it is back", () -> engine.state().phase() == Phase.RUNNING && alive(engine.pid()));
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static ServerSocket take(int port) throws Exception {
    ServerSocket[] taken = new ServerSocket[1];
    Await.until(
        "the port is free",
        () -> {
          try {
            taken[0] = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            return true;
          } catch (BindException e) {
            return false;
          }
        });
    return taken[0];
  }
}
