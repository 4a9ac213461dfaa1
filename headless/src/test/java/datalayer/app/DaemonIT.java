package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.control.http.ControlFile;
import datalayer.simulator.ArchiveServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon and the commands that go through it, each a process of its own. */
final class DaemonIT {

  private static final String[] DAY = {
    "backfill",
    "full",
    "--timeframe",
    "1m",
    "--start",
    "2026-02-10",
    "--end",
    "2026-02-11",
    "--instrument",
    "binance:swap:LTC/USDT",
    "--wait"
  };

  @TempDir Path data;
  @TempDir Path config;
  private ArchiveServer archive;
  private @Nullable ProgramProcess daemon;

  @BeforeEach
  void serve() throws IOException {
    archive = ArchiveServer.serving(RealData.archive());
  }

  @AfterEach
  void close() {
    if (daemon != null) {
      daemon.close();
    }
    archive.close();
  }

  private ProgramProcess program(List<String> arguments) throws IOException {
    return ProgramProcess.start(data, config, archive, arguments);
  }

  private ProgramProcess.Outcome command(String... arguments) throws Exception {
    try (ProgramProcess process = program(List.of(arguments))) {
      return process.awaitEnd();
    }
  }

  private ProgramProcess daemon() throws Exception {
    ProgramProcess started = program(List.of("--no-gui"));
    daemon = started;
    assertThat(started.awaitLine("Data Layer runs.")).as(started.said()).isTrue();
    return started;
  }

  private ControlFile file() throws IOException {
    return ControlFile.read(data).orElseThrow();
  }

  private static int status(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void commandsGoThroughItAndItEndsGracefully() throws Exception {
    ProgramProcess running = daemon();
    assertThat(file().process().pid()).isEqualTo(running.pid());
    assertThat(Files.getPosixFilePermissions(ControlFile.in(data)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(status(file().url() + "/livez")).isEqualTo(200);
    assertThat(status(file().url() + "/metrics")).isEqualTo(401);

    ProgramProcess.Outcome second = command("--no-gui");
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.said())
        .contains("is in use by process " + running.pid())
        .contains("--data-dir");

    ProgramProcess.Outcome landed = command(DAY);
    assertThat(landed.said())
        .contains("Through the daemon, process " + running.pid())
        .contains("1,440 rows landed and proven");
    assertThat(landed.code()).isZero();
    assertThat(command("query", "SELECT count() FROM bars_current").said()).contains("1440");
    ProgramProcess.Outcome status = command("status", "--json");
    assertThat(status.code()).as(status.said()).isZero();
    assertThat(status.said()).contains("\"process\" : \"daemon " + running.pid() + "\"");
    assertThat(command("coverage").code()).isZero();

    running.signal("TERM");
    ProgramProcess.Outcome end = running.awaitEnd();
    assertThat(end.code()).as(end.said()).isZero();
    assertThat(end.said()).contains("Stopping: 0 runs are not over").contains("Stopped.");
    assertThat(end.said()).doesNotContain("Exception");
    assertThat(ControlFile.in(data)).doesNotExist();
  }

  @Test
  void whatAKilledOneLeftBehindIsRecognisedAndOverwritten() throws Exception {
    ProgramProcess killed = daemon();
    ControlFile stale = file();
    killed.kill();
    assertThat(stale.isOfLivingProcess()).isFalse();

    ProgramProcess.Outcome alone = command("backfill", "list");
    assertThat(alone.said())
        .contains("is of process " + killed.pid() + ", which is gone: working in the foreground");
    assertThat(alone.code()).as(alone.said()).isZero();

    ProgramProcess again = daemon();
    assertThat(file().process().pid()).isEqualTo(again.pid());
    assertThat(file().token()).isNotEqualTo(stale.token());
    again.signal("INT");
    assertThat(again.awaitEnd().code()).as(again.said()).isZero();
    assertThat(ControlFile.in(data)).doesNotExist();
  }
}
