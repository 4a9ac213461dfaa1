package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.simulator.Fault;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.binance.SimulationOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that Ctrl-C ended: commands that look say that it waits and leave it alone, others work
 * what they are asked for, and one goes on with it.
 */
final class InterruptedRunsIT {

  private static final String WAITS =
      "b-0001 was interrupted and waits. Go on with datalayer backfill resume b-0001, or with all that wait by datalayer --no-gui.";

  @TempDir Path data;
  @TempDir Path config;

  private ProgramProcess program(SimulatedBinance binance, List<String> arguments)
      throws Exception {
    return ProgramProcess.start(data, config, binance.addresses(), arguments);
  }

  private ProgramProcess.Outcome command(SimulatedBinance binance, String... arguments)
      throws Exception {
    try (ProgramProcess process = program(binance, List.of(arguments))) {
      return process.awaitEnd();
    }
  }

  private static List<String> backfill(String timeframe, String... instruments) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "backfill",
                "full",
                "--timeframe",
                timeframe,
                "--start",
                "2025-01-01",
                "--end",
                "2025-07-01"));
    for (String instrument : instruments) {
      arguments.addAll(List.of("--instrument", instrument));
    }
    return arguments;
  }

  @Test
  void theyWaitUntilSomebodyGoesOnWithThem() throws Exception {
    try (SimulatedBinance binance =
        SimulatedBinance.start(
            SimulationOptions.sample(3, InstantSource.system().instant()).atSpeed(1))) {
      binance.faults().always("/5m/.*\\.zip$", new Fault.Dribble(8 << 10, Duration.ofMillis(500)));
      ProgramProcess.Outcome stopped = interrupted(binance);
      assertThat(stopped.said())
          .contains(
              "Stopping: chunks in flight are finished or handed back. b-0001 keeps what has landed; go on with it by datalayer backfill resume b-0001.")
          .doesNotContain("Exception");
      assertThat(stopped.code()).as("what a shell calls Ctrl-C").isEqualTo(130);
      binance.faults().clear();

      int asked = binance.archiveRequests().size();
      ProgramProcess.Outcome list = command(binance, "backfill", "list");
      assertThat(list.said()).contains(WAITS).containsPattern("b-0001 +running ");
      assertThat(list.code()).isZero();
      assertThat(binance.archiveRequests()).as("who looks fetches nothing").hasSize(asked);

      ProgramProcess.Outcome other =
          command(binance, backfill("1h", "binance:spot:ETH/USDT").toArray(String[]::new));
      assertThat(other.said()).contains(WAITS).contains("b-0002 complete: 4,344 rows");
      assertThat(other.code()).as(other.said()).isZero();

      ProgramProcess.Outcome resumed = command(binance, "backfill", "resume", "b-0001");
      assertThat(resumed.said())
          .contains("b-0001 goes on.")
          .contains("b-0001 complete: 104,256 rows landed and proven, 12 of 12 chunks")
          .doesNotContain(WAITS);
      assertThat(resumed.code()).as(resumed.said()).isZero();
      assertThat(binance.violations()).isEmpty();
    }
  }

  private ProgramProcess.Outcome interrupted(SimulatedBinance binance) throws Exception {
    try (ProgramProcess process =
        program(binance, backfill("5m", "binance:swap:BTC/USDT", "binance:swap:LTC/USDT"))) {
      assertThat(process.awaitLine("b-0001  ")).as(process.said()).isTrue();
      process.signal("INT");
      return process.awaitEnd();
    }
  }
}
