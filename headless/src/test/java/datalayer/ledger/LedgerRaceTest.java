package datalayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lanes that write down the first chunks of a series at the same moment. */
final class LedgerRaceTest {

  private static final int LANES = 4;
  private static final int ROUNDS = 50;
  private static final long DAY = 86_400_000L;

  @TempDir Path folder;

  @Test
  void theFirstChunksOfASeriesMayEndAtTheSameMoment() throws Exception {
    try (Ledger ledger = Ledger.open(LedgerAddress.inDirectory(folder), InstantSource.system());
        ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      for (int round = 0; round < ROUNDS; round++) {
        Series series = Series.parse("binance:swap:R%d/USDT:1m".formatted(round));
        CyclicBarrier together = new CyclicBarrier(LANES);
        List<Future<?>> ends = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
          TimeRange day = TimeRange.ofMillis(lane * DAY, (lane + 1) * DAY);
          ends.add(lanes.submit(() -> record(ledger, series, day, together)));
        }
        for (Future<?> end : ends) {
          end.get();
        }
        TimeRange all = TimeRange.ofMillis(0, LANES * DAY);
        assertThat(
                ledger.<List<CoverageInterval>>transaction(
                    tx -> tx.coverage().intervals(series, all)))
            .containsExactly(CoverageInterval.present(all));
      }
    }
  }

  private static boolean record(Ledger ledger, Series series, TimeRange day, CyclicBarrier together)
      throws Exception {
    together.await();
    return ledger.transaction(tx -> {
      tx.coverage().record(series, List.of(CoverageInterval.present(day)));
      return true;
    });
  }
}
