package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.simulator.ArchiveServer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a visitor without a display runs it. */
final class DemoIT {

  private static final Pattern COMPLETE = Pattern.compile("(?m)^[\\d,]+ bars landed, complete$");

  /** A perpetual, because the spot market's outage is part of the show. */
  private static final String LIVE = "binance:swap:BTC/USDT:USDT:1m  ";

  @TempDir Path data;
  @TempDir Path config;

  @Test
  void historyLandsThenBarsAsTheyCloseUntilCtrlC() throws Exception {
    try (ArchiveServer unused = ArchiveServer.empty();
        ProgramProcess demo = ProgramProcess.start(data, config, unused, List.of("--demo"))) {
      assertThat(demo.awaitLine("There is no display (")).as(demo.said()).isTrue();
      assertThat(demo.awaitLine("Demo: history, hours: ")).as(demo.said()).isTrue();
      assertThat(demo.awaitLine(LIVE)).as(demo.said()).isTrue();
      assertThat(demo.said())
          .containsPattern(COMPLETE)
          .contains("318 bars are empty at the exchange, with evidence");
      try (ProgramProcess status =
          ProgramProcess.start(data, config, unused, List.of("--demo", "status"))) {
        ProgramProcess.Outcome streams = status.awaitEnd();
        assertThat(streams.code()).as(streams.said()).isZero();
        assertThat(streams.said())
            .contains("Binance spot is live with 6 series", "Binance USDT-M is live with 6 series");
      }

      demo.signal("INT");
      demo.signal("TERM");
      ProgramProcess.Outcome end = demo.awaitEnd();

      assertThat(end.code()).as(end.said()).isZero();
      assertThat(end.said()).contains("Stopped.").doesNotContain("Exception");
      assertThat(unused.requests()).as("requests to what is configured").isEmpty();
      assertThat(data.resolve("demo")).isDirectory();
      assertThat(data.resolve("operations.mv.db")).doesNotExist();
    }
  }
}
