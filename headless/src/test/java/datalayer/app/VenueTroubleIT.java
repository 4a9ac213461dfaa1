package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.control.VenueState;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.Fault;
import datalayer.simulator.binance.BinanceMarket;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.binance.SimulationOptions;
import datalayer.simulator.binance.VenueRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue stalls or sends us away, or our own clock is wrong: what is seen, and nothing lost. */
final class VenueTroubleIT {

  private static final Instant NOW = Instant.parse("2026-03-10T12:34:56Z");
  private static final Series SWAP = Series.parse("binance:swap:BTC/USDT:5m");
  private static final Series SPOT = Series.parse("binance:spot:ETH/USDT:5m");
  private static final BackfillRequest REQUEST =
      SimulatedSystem.request(
          new TimeRange(
              Instant.parse("2026-02-20T00:00:00Z"), Instant.parse("2026-03-10T12:30:00Z")),
          4,
          SWAP,
          SPOT);

  @TempDir Path data;

  private static SimulatedBinance venue() throws Exception {
    return SimulatedBinance.start(SimulationOptions.sample(11, NOW).atSpeed(1));
  }

  @Test
  void bodiesThatStallAreGivenUpAndAskedForAgain() throws Exception {
    try (SimulatedBinance binance = venue();
        SimulatedSystem system = new SimulatedSystem(data, binance, binance.clock())) {
      binance.faults().add("BTCUSDT.*\\.zip$", new Fault.HangInBody(100), 1);
      binance.faults().add("GET /api/v3/klines", new Fault.HangInBody(100), 1);

      system.awaitEnd(system.start(REQUEST));

      system.holdsTheTruth(REQUEST);
    }
  }

  @Test
  void aBanOfMinutesIsWaitedForWithoutARequestAndWithTheTimeItEnds() throws Exception {
    try (SimulatedBinance binance = venue();
        SimulatedSystem system = new SimulatedSystem(data, binance, binance.clock())) {
      // Longer than a request waits in the budget by itself.
      binance.faults().add("GET /fapi/v1/klines", Fault.tooMany(418, "100"), 1);

      String id = system.start(REQUEST);
      RunProgress waits =
          system.await(id, "a reason", run -> !SimulatedSystem.waiting(run).isEmpty());
      assertThat(waits.state()).isEqualTo(RunState.RUNNING);
      List<String> reasons = SimulatedSystem.waiting(waits);
      assertThat(reasons)
          .allSatisfy(reason ->
              assertThat(reason)
                  .contains("Binance USDT-M")
                  .contains("418")
                  .containsPattern("nothing is sent until 2026-03-10T12:3\\d:\\d\\dZ"));
      assertThat(system.headless.control().snapshot().venues())
          .filteredOn(venue -> venue.stoppedUntil() != null)
          .singleElement()
          .satisfies(venue -> assertThat(venue.name()).isEqualTo("Binance USDT-M"));

      system.awaitEnd(id);
      system.holdsTheTruth(REQUEST);
      Instant banned = banned(binance);
      assertThat(binance.requests())
          .filteredOn(request -> request.market() == BinanceMarket.USDT_MARGINED)
          .filteredOn(request -> request.at().isAfter(banned.plusSeconds(1)))
          .as("requests during the ban")
          .allMatch(request -> !request.at().isBefore(banned.plusSeconds(100)));
    }
  }

  private static Instant banned(SimulatedBinance binance) {
    return binance.requests().stream()
        .filter(request -> request.served().path().startsWith("/fapi/v1/klines"))
        .map(VenueRequest::at)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ourClockIsSetBackAnHourInTheMiddleOfARun() throws Exception {
    AtomicReference<Duration> wrongBy = new AtomicReference<>(Duration.ZERO);
    try (SimulatedBinance binance = venue();
        SimulatedSystem system =
            new SimulatedSystem(
                data, binance, () -> binance.clock().instant().plus(wrongBy.get()))) {
      binance.faults().always("\\.zip$", new Fault.Dribble(4 << 10, Duration.ofMillis(100)));
      String id = system.start(REQUEST);
      system.await(id, "the middle", run -> run.chunksDone() >= 1);
      wrongBy.set(Duration.ofHours(-1));

      system.awaitEnd(id);
      system.holdsTheTruth(REQUEST);

      assertThat(system.headless.control().status().venues())
          .extracting(VenueState::clock)
          .containsExactlyInAnyOrder(
              "The clock of this machine is 3600.0 s behind Binance spot",
              "The clock of this machine is 3600.0 s behind Binance USDT-M");

      // What is due goes by the venue's clock, where that is known.
      BackfillRequest later =
          SimulatedSystem.request(
              new TimeRange(REQUEST.range().to(), REQUEST.range().to().plusSeconds(300)),
              1,
              SWAP,
              SPOT);
      binance.clock().advance(Duration.ofMinutes(10));
      // As the machine's clock was moved too, the venue is asked again.
      assertThat(system.headless.control().status().venues()).hasSize(2);
      assertThat(system.headless.control().plan(later).rows()).isEqualTo(2);
      system.awaitEnd(system.start(later));
      system.holdsTheTruth(REQUEST, later);
      assertThat(system.count("bars_current FINAL WHERE version <= 0")).isZero();
    }
  }
}
