package datalayer.app;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.RunProgress;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.Fault;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.binance.SimulationOptions;
import java.time.Duration;
import java.time.Instant;

/** A run whose files come slowly, so that there is a middle for something to go wrong in. */
final class UnhurriedRun {

  private static final Instant NOW = Instant.parse("2026-03-10T12:34:56Z");
  private static final Instant END = Instant.parse("2026-03-10T12:00:00Z");

  /** Of two series and ten weeks. */
  static final BackfillRequest REQUEST = since(Instant.parse("2026-01-01T00:00:00Z"));

  private UnhurriedRun() {}

  /** Of two series from then on. */
  static BackfillRequest since(Instant start) {
    return SimulatedSystem.request(
        new TimeRange(start, END),
        3,
        Series.parse("binance:swap:BTC/USDT:5m"),
        Series.parse("binance:swap:LTC/USDT:5m"));
  }

  /** Its venue. */
  static SimulatedBinance venue() throws Exception {
    SimulatedBinance binance = SimulatedBinance.start(SimulationOptions.sample(11, NOW).atSpeed(1));
    binance.faults().always("\\.zip$", new Fault.Dribble(16 << 10, Duration.ofMillis(200)));
    return binance;
  }

  /** Something is done, and something is left. */
  static boolean isUnderWay(RunProgress run) {
    return run.chunksDone() >= 2;
  }
}
