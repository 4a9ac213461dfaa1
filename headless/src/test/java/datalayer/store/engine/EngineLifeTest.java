package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.store.engine.EngineState.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start, stop, crash and ownership of an engine's process: the traps of its life. */
final class EngineLifeTest {

  @TempDir Path directory;

  @Test
  void signalHandlersStayTheJvms() throws Exception {
    try (ForkedJvm jvm = ForkedJvm.of(SignalTraps.class, directory.toString())) {
      assertThat(jvm.line("CAUGHT ")).isEqualTo("66667 5 2");
      assertThat(jvm.awaitExit()).isZero();
    }
  }

  @Test
  void aCleanStopExitsWithZeroAlsoWithPartsOnDiskAndAQueryUnderWay() throws Exception {
    EngineProcess engine = TestEngine.start(EngineOptions.in(directory));
    // A thread of its own: two cores leave the common pool one, and another test may hold it.
    try (EngineHttp http = new EngineHttp(engine);
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      fill(http);
      Future<String> slow =
          thread.submit(() ->
              quietly(
                  http, "SELECT sleepEachRow(1) FROM numbers(300) SETTINGS max_block_size = 1"));
      Await.until("the slow query runs", () -> http.query(RUNNING).startsWith("1"));
      engine.close();
      assertThat(slow.get()).doesNotContain("0\n0\n");
    }
    assertThat(engine.state().phase()).isEqualTo(Phase.STOPPED);
    assertThat(engine.state().reason()).isEqualTo("closed");
    engine.close();
  }

  private static final String RUNNING =
      "SELECT count() FROM system.processes WHERE query LIKE 'SELECT sleepEachRow%'";

  @Test
  void aKilledParentTakesTheEngineAlongAndFreesTheData() throws Exception {
    try (ForkedJvm parent = ForkedJvm.of(EngineParent.class, directory.toString())) {
      long pid = Long.parseLong(parent.line("ENGINE "));
      assertThat(ProcessHandle.of(pid)).isPresent();
      parent.kill();
      Await.until("the engine ended", () -> !alive(pid));
    }
    TestEngine.start(EngineOptions.in(directory)).close();
  }

  @Test
  void aSecondOpenerIsToldWhoHasTheData() throws Exception {
    try (EngineProcess first = TestEngine.start(EngineOptions.in(directory))) {
      assertThatThrownBy(
              () -> EngineProcess.start(EngineOptions.in(directory), InstantSource.system()))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining(
              "data directory " + directory + " is in use by process " + first.pid())
          .hasMessageContaining("--data-dir");
    }
  }

  @Test
  void anotherProgramsEngineOnTheDataIsRecognised() throws Exception {
    try (ForkedJvm other = ForkedJvm.of(StrangeOpener.class, directory.toString())) {
      other.line("OPEN");
      assertThatThrownBy(
              () -> EngineProcess.start(EngineOptions.in(directory), InstantSource.system()))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("in use by another ClickHouse engine");
      other.closeInput();
      other.line("ENDED");
    }
  }

  @Test
  void aCrashIsFollowedByARestartOnTheSameDataPortAndToken() throws Exception {
    List<Phase> phases = new CopyOnWriteArrayList<>();
    try (EngineProcess engine =
            EngineProcess.start(
                EngineOptions.in(directory),
                InstantSource.system(),
                state -> phases.add(state.phase()));
        EngineHttp http = new EngineHttp(engine)) {
      fill(http);
      long killed = engine.pid();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      Await.until(
          "the engine is back",
          () -> engine.state().phase() == Phase.RUNNING && engine.pid() != killed);
      assertThat(http.query("SELECT count(), sum(a) FROM kept.t")).isEqualTo("1000\t499500\n");
      assertThat(phases)
          .containsExactly(Phase.STARTING, Phase.RUNNING, Phase.RESTARTING, Phase.RUNNING);
    }
  }

  @Test
  void aStatementThatWantsTooMuchMemoryFailsAloneAndInputIsRefused() throws Exception {
    EngineOptions small =
        new EngineOptions(directory, 0, Optional.empty(), 256L << 20, 2, List.of());
    try (EngineProcess engine = TestEngine.start(small);
        EngineHttp http = new EngineHttp(engine)) {
      long pid = engine.pid();
      assertThat(http.query("SELECT length(groupArray(number)) FROM numbers(100000000)"))
          .startsWith("Code: 241.");
      fill(http);
      assertThat(http.query("INSERT INTO kept.t SELECT a FROM input('a Int64') FORMAT CSV\n1\n"))
          .startsWith("Code: 48.");
      assertThat(http.query("SELECT count() FROM kept.t")).isEqualTo("1000\n");
      assertThat(engine.pid()).isEqualTo(pid);
    }
  }

  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    try (EngineProcess first = TestEngine.start(EngineOptions.in(directory.resolve("a")))) {
      int port = first.endpoint().getPort();
      assertThatThrownBy(() ->
              EngineProcess.start(
                  EngineOptions.in(directory.resolve("b")).withPort(port), InstantSource.system()))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("another program serves on port " + port)
          .hasMessageContaining("ENGINE__PORT");
    }
  }

  @Test
  void aFileThatIsNoLibraryIsSaid() throws Exception {
    Path library = Files.writeString(directory.resolve("libchdb.so"), "no library");
    EngineOptions broken =
        new EngineOptions(
            directory.resolve("data"), 0, Optional.of(library), 1L << 30, 2, List.of());
    assertThatThrownBy(() -> EngineProcess.start(broken, InstantSource.system()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(library + " cannot be loaded as chDB")
        .hasMessageContaining("run the build again");
  }

  @Test
  void aDataDirectoryThatIsAFileIsSaid() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(() -> EngineProcess.start(EngineOptions.in(file), InstantSource.system()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(file.toString());
  }

  private static void fill(EngineHttp http) throws Exception {
    assertThat(http.query("CREATE DATABASE kept")).isEmpty();
    assertThat(http.query("CREATE TABLE kept.t (a Int64) ENGINE = MergeTree ORDER BY a")).isEmpty();
    assertThat(http.query("INSERT INTO kept.t SELECT number FROM numbers(1000)")).isEmpty();
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static String quietly(EngineHttp http, String sql) {
    try {
      return http.query(sql);
    } catch (java.io.IOException e) {
      return "cut off";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
