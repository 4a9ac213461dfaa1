package datalayer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import datalayer.app.Core;
import datalayer.app.config.ClickHouseSettings.Server;
import datalayer.app.config.Secret;
import datalayer.control.ControlException;
import datalayer.market.Series;
import datalayer.store.ClickHouseAddress;
import datalayer.store.TestStore;
import datalayer.store.engine.TestEngine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the first page is told, and what its ways do. */
final class FirstRunTest {

  @TempDir Path data;
  @TempDir Path config;

  /** A window that shows the first page to a test and closes. */
  private record Opened(Consumer<Optional<FirstRun>> look) implements Window {

    @Override
    public int open(
        Callable<? extends Core> start,
        Optional<FirstRun> first,
        Path settings,
        InstantSource clock) {
      look.accept(first);
      return 0;
    }

    @Override
    public List<Path> screenshots(
        Core core, Optional<Series> shown, FirstRun first, Path folder, InstantSource clock) {
      throw new AssertionError("nobody asked for pictures");
    }
  }

  private void open(Consumer<FirstRun> look) {
    StringWriter err = new StringWriter();
    int code =
        CommandLineMain.run(
            new String[] {"--data-dir", data.toString(), "--config", config.toString()},
            new PrintWriter(new StringWriter(), true),
            new PrintWriter(err, true),
            InstantSource.system(),
            Optional.of(new Opened(first -> look.accept(first.orElseThrow()))));
    assertThat(code).as(err.toString()).isZero();
  }

  @Test
  void aServerIsTestedUsedAndRemembered() throws Exception {
    Files.writeString(config.resolve(".env"), "CONTROL__PORT=0\n");
    String database = TestEngine.freshDatabase();
    ClickHouseAddress there = TestStore.address(database);
    Server server =
        new Server(
            there.endpoint().getHost(),
            there.endpoint().getPort(),
            there.username(),
            new Secret(there.password()));
    open(first -> {
      assertThat(first.isNeeded()).isTrue();
      assertThat(first.test(server, database))
          .matches("ClickHouse [\\d.]+ at .*:\\d+ answered in \\d+ ms, as user .*")
          .endsWith(
              "The database %s is empty or not there yet; it will be made.".formatted(database));
      assertThat(data.resolve("operations.mv.db")).as("after the test").doesNotExist();
      try (Core core = first.server(server, database)) {
        assertThat(core.control().snapshot().clickHouse().name())
            .isEqualTo(server.host() + ":" + server.port());
      }
    });
    assertThat(Files.readString(config.resolve(".env")))
        .startsWith("CONTROL__PORT=0\n")
        .contains("CLICKHOUSE__HOST=" + server.host(), "CLICKHOUSE__DATABASE=" + database);
    open(first -> assertThat(first.isNeeded()).isFalse());
  }

  @Test
  void aServerThatIsNotThereIsNamedWithWhatToDo() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    open(first ->
        assertThatExceptionOfType(ControlException.class)
            .isThrownBy(() ->
                first.test(new Server("127.0.0.1", port, "default", Secret.NONE), "analytics"))
            .withMessageContaining("127.0.0.1:" + port)
            .withMessageContaining("Is it up"));
    assertThat(config).isEmptyDirectory();
  }

  @Test
  @Timeout(120)
  void aServerThatTakesTheConnectionAndSaysNothingIsGivenUp() throws Exception {
    // The system takes the connection; nobody ever reads from it.
    try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      ClickHouseAddress there =
          new Server("127.0.0.1", silent.getLocalPort(), "default", Secret.NONE)
              .address("analytics");
      assertThatExceptionOfType(ControlException.class)
          .isThrownBy(() -> new ServerTest(there, Duration.ofSeconds(1)).run())
          .withMessage(
              "127.0.0.1:%d takes the connection and says nothing for 1 s. Is it the port of the HTTP interface (8123, with TLS 8443)?"
                  .formatted(silent.getLocalPort()));
    }
  }

  @Test
  void aWrongPasswordIsSaidAsTheServerSaysIt() throws Exception {
    ClickHouseAddress there = TestStore.address("analytics");
    Server server =
        new Server(
            there.endpoint().getHost(),
            there.endpoint().getPort(),
            there.username(),
            new Secret("not the password"));
    open(first ->
        assertThatExceptionOfType(ControlException.class)
            .isThrownBy(() -> first.test(server, "analytics"))
            .withMessageContaining(there.endpoint().getHost())
            .withMessageNotContaining("not the password"));
  }

  @Test
  void thisMachineIsLookedAt() throws Exception {
    Files.writeString(
        config.resolve(".env"),
        "BINANCE__SPOT_REST_URL=http://127.0.0.1:9\nBINANCE__ARCHIVE_URL=http://127.0.0.1:9\n");
    open(first ->
        assertThat(first.checks())
            .extracting(FirstRun.Check::name)
            .containsExactly("Data folder", "Disk", "Database", "Clock", "Binance", "Archive"));
    open(first ->
        assertThat(first.checks())
            .filteredOn(check -> check.name().equals("Binance"))
            .singleElement()
            .satisfies(check -> assertThat(check.passed()).isFalse()));
  }
}
