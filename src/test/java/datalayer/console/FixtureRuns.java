package datalayer.console;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkState;
import datalayer.backfill.Load;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunProgress.TimeLeft;
import datalayer.backfill.RunState;
import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The runs of the invented moment, Thu 19 Nov 2026 14:07:32 UTC. */
final class FixtureRuns {

  static final Instant NOW = Instant.parse("2026-11-19T14:07:32Z");
  static final List<String> BASES =
      List.of(
          "BTC", "ETH", "SOL", "XRP", "BNB", "DOGE", "ADA", "AVAX", "LINK", "DOT", "LTC", "TRX");

  static final int LANES = 8;
  private static final long MONTH_ROWS = 43_800;

  private FixtureRuns() {}

  static List<RunProgress> all() {
    List<RunProgress> runs = new ArrayList<>();
    List<ChunkProgress> lanes = FixtureChunks.chunks();
    runs.add(
        run(
            "b-0412",
            "4 years of majors, 1m",
            "binance:spot 12 × 1m",
            RunState.RUNNING,
            344,
            564,
            38_400,
            "14:01:04",
            left(240, 300),
            "",
            4,
            lanes));
    runs.add(
        run(
            "b-0411",
            "Repair October, swap",
            "binance:swap 4 × 1m",
            RunState.RUNNING,
            9,
            24,
            36_900,
            "14:07:20",
            left(9, 14),
            "",
            0,
            List.of()));
    runs.add(
        run(
            "b-0410",
            "OKX history",
            "okx:swap 8 × 1m, 1h",
            RunState.PAUSED,
            70,
            312,
            0,
            "12:40:00",
            null,
            "Paused by marek.",
            2,
            List.of()));
    runs.add(
        run(
            "b-0409",
            "Funding rates, all swaps",
            "binance:swap 46 × 1h",
            RunState.WAITING,
            0,
            46,
            0,
            "14:05:00",
            null,
            "After b-0412.",
            0,
            List.of()));
    runs.add(
        run(
            "b-0408",
            "Bybit altcoins",
            "bybit:swap 31 × 1m",
            RunState.INCOMPLETE,
            346,
            348,
            35_200,
            "11:12:00",
            null,
            "2 chunks failed their checksum at every attempt; 86,400 bars stay missing.",
            10,
            FixtureChunks.failed()));
    runs.add(
        run(
            "b-0407",
            "Daily catch-up",
            "binance:spot 118 × 1m",
            RunState.COMPLETE,
            118,
            118,
            41_310,
            "03:15:00",
            null,
            "",
            0,
            List.of()));
    runs.add(
        run(
            "b-0406",
            "DOGE 2021",
            "binance:spot 1 × 1m",
            RunState.FAILED,
            10,
            14,
            37_050,
            "2026-11-18T17:20:00Z",
            null,
            "The disk is full: 1.8 GiB left. Free space, then start it again.",
            1,
            List.of()));
    runs.add(
        run(
            "b-0405",
            "SUI first try",
            "binance:swap 1 × 1m",
            RunState.CANCELLED,
            3,
            24,
            33_120,
            "2026-11-18T16:02:00Z",
            null,
            "Cancelled by anna after 3 chunks.",
            0,
            List.of()));
    return runs;
  }

  static Instrument spot(String base) {
    return new Instrument(Venue.BINANCE, MarketType.SPOT, base + "/USDT");
  }

  private static TimeLeft left(int least, int most) {
    return new TimeLeft(Duration.ofSeconds(least), Duration.ofSeconds(most));
  }

  private static RunProgress run(
      String id,
      String title,
      String scope,
      RunState state,
      int done,
      int total,
      double rate,
      String at,
      @Nullable TimeLeft left,
      String outcome,
      int retries,
      List<ChunkProgress> chunks) {
    Instant started = at.length() > 8 ? Instant.parse(at) : Instant.parse("2026-11-19T" + at + "Z");
    BackfillRequest request =
        new BackfillRequest(
            title,
            BASES.stream().map(FixtureRuns::spot).toList(),
            List.of(Timeframe.M1),
            TimeRange.ofMillis(
                Instant.parse("2022-12-01T00:00:00Z").toEpochMilli(),
                Instant.parse("2026-11-01T00:00:00Z").toEpochMilli()),
            Load.MISSING,
            LANES);
    long failed = chunks.stream().filter(c -> c.state() == ChunkState.FAILED).count();
    return new RunProgress(
        id,
        title,
        scope,
        state,
        request,
        done,
        total,
        total * MONTH_ROWS,
        done * MONTH_ROWS,
        failed * MONTH_ROWS,
        rate,
        done * 2_411_724L,
        retries,
        started,
        state.isOver() ? started.plusSeconds(112) : null,
        left,
        outcome,
        chunks);
  }
}
