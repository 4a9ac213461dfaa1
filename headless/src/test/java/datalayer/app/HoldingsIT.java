package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.BackfillRequest;
import datalayer.control.SystemStatus.Holdings;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.binance.SimulationOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status} counts of the bars that are here. */
final class HoldingsIT {

  /** With Binance's spot market out from 04:00 to 08:45 on the 25th. */
  private static final TimeRange APRIL =
      new TimeRange(Instant.parse("2021-04-22T00:00:00Z"), Instant.parse("2021-05-01T00:00:00Z"));

  private static final TimeRange FIRST_DAY =
      new TimeRange(APRIL.from(), Instant.parse("2021-04-23T00:00:00Z"));

  private static final int DAYS = 9;
  private static final int OUT = 19;

  @TempDir Path data;

  @Test
  void aSeriesIsCompleteWhereTheVenueIsProvenToHaveNoBars() throws Exception {
    BackfillRequest request =
        SimulatedSystem.request(
            APRIL,
            2,
            Series.parse("binance:spot:BTC/USDT:15m"),
            Series.parse("binance:spot:ETH/USDT:15m"));
    try (SimulatedBinance binance =
            SimulatedBinance.start(
                SimulationOptions.sample(11, Instant.parse("2026-03-10T12:34:56Z")).atSpeed(1));
        SimulatedSystem system = new SimulatedSystem(data, binance, binance.clock())) {
      system.awaitEnd(system.start(request));

      Holdings holdings = Objects.requireNonNull(system.headless.control().status().holdings());
      assertThat(holdings.series()).isEqualTo(2);
      assertThat(holdings.expected()).isEqualTo(2 * DAYS * 96);
      assertThat(holdings.present()).isEqualTo(2 * (DAYS * 96 - OUT));
      assertThat(holdings.bars()).isEqualTo(holdings.present());
      assertThat(holdings.completeSeries()).isEqualTo(2);

      Series btc = request.series().getFirst();
      system
          .headless
          .ledger()
          .transaction(tx -> {
            tx.coverage().retract(btc, FIRST_DAY, "so that it is missing");
            return true;
          });
      assertThat(Objects.requireNonNull(system.headless.control().status().holdings()))
          .returns(1, Holdings::completeSeries)
          .returns(holdings.expected(), Holdings::expected)
          .returns(holdings.present() - 96, Holdings::present);
    }
  }
}
