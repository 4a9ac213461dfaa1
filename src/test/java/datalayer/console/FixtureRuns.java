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
            "",
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
<<<<<<< HEAD
            failed()));
=======
            FixtureChunks.failed()));
>>>>>>> console
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
<<<<<<< HEAD
  }

  /** Two and a half minutes of eight lanes, and what came before. */
  private static List<ChunkProgress> chunks() {
    Random random = new Random(412);
    List<ChunkProgress> chunks = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      Instant end = NOW.minusSeconds(160 + i);
      chunks.add(chunk(chunks.size(), random, 1 + i % LANES, end.minusSeconds(6), end, 1));
    }
    for (int lane = 1; lane <= LANES; lane++) {
      Instant at = NOW.minusMillis(150_000 - 350 * lane);
      while (at.isBefore(NOW)) {
        Instant end = at.plusMillis(5_000 + random.nextInt(9_000));
        int attempts =
            lane == 3 && chunks.size() % 9 == 0 ? 3 : lane == 7 && random.nextInt(9) == 0 ? 2 : 1;
        boolean working = end.isAfter(NOW);
        chunks.add(chunk(chunks.size(), random, lane, at, working ? null : end, attempts));
        at = end.plusMillis(150);
      }
    }
    for (int i = 0; i < 120; i++) {
      chunks.add(chunk(chunks.size(), random, 0, null, null, 0));
    }
    return chunks;
  }

  private static List<ChunkProgress> failed() {
    Random random = new Random(408);
    Instant end = Instant.parse("2026-11-19T11:13:52Z");
    return Stream.iterate(0, i -> i + 1)
        .limit(24)
        .map(i -> {
          int lane = 1 + i % 4;
          Instant from = end.minusSeconds(100 - 4L * i);
          ChunkProgress chunk = chunk(i, random, lane, from, from.plusSeconds(9), 1);
          return i == 7 || i == 18 ? failing(chunk) : chunk;
        })
        .toList();
  }

  private static ChunkProgress failing(ChunkProgress chunk) {
    Instant at = chunk.startedAt() == null ? NOW : chunk.startedAt();
    return new ChunkProgress(
        chunk.id(),
        chunk.series(),
        chunk.range(),
        ChunkState.FAILED,
        chunk.lane(),
        chunk.file(),
        chunk.sha256(),
        0,
        4_823_449,
        chunk.startedAt(),
        chunk.finishedAt(),
        List.of(
            new Attempt(at.plusSeconds(2), false, "Checksum differs from the CHECKSUM file"),
            new Attempt(at.plusSeconds(8), false, "Checksum differs again. It was not landed.")));
  }

  private static ChunkProgress chunk(
      int index,
      Random random,
      int lane,
      @Nullable Instant from,
      @Nullable Instant to,
      int attempts) {
    String base = BASES.get(random.nextInt(BASES.size()));
    OffsetDateTime month =
        OffsetDateTime.of(
            2023 + random.nextInt(3), 1 + random.nextInt(12), 1, 0, 0, 0, 0, ZoneOffset.UTC);
    TimeRange range = new TimeRange(month.toInstant(), month.plusMonths(1).toInstant());
    Series series = new Series(spot(base), Timeframe.M1);
    long rows = Timeframe.M1.barsIn(range);
    ChunkState state =
        from == null ? ChunkState.OPEN : to == null ? ChunkState.WORKING : ChunkState.VERIFIED;
    List<Attempt> tried = new ArrayList<>();
    if (from != null && to != null) {
      if (attempts > 2) {
        tried.add(new Attempt(from.plusSeconds(1), false, "Connection reset after 1.1 MiB"));
      }
      if (attempts > 1) {
        tried.add(new Attempt(from.plusSeconds(3), false, "Checksum differs from CHECKSUM file"));
      }
      tried.add(new Attempt(to, true, "%,d rows landed and verified".formatted(rows)));
    }
    return new ChunkProgress(
        "c-0412-%04d".formatted(index),
        series,
        range,
        state,
        lane,
        "spot/monthly/klines/%sUSDT/1m/%sUSDT-1m-%d-%02d.zip"
            .formatted(base, base, month.getYear(), month.getMonthValue()),
        to == null ? null : "9f31c0b2a4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5de27a",
        to == null ? 0 : rows,
        to == null ? 0 : 2_411_724,
        from,
        to,
        tried);
=======
>>>>>>> console
  }
}
