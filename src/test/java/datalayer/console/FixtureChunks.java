package datalayer.console;

import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkProgress.Attempt;
import datalayer.backfill.ChunkState;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The chunks of the runs of the invented moment. */
final class FixtureChunks {

  private FixtureChunks() {}

  /** Two and a half minutes of eight lanes, and what came before. */
  static List<ChunkProgress> chunks() {
    Random random = new Random(412);
    List<ChunkProgress> chunks = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      Instant end = FixtureRuns.NOW.minusSeconds(160 + i);
      chunks.add(
          chunk(chunks.size(), random, 1 + i % FixtureRuns.LANES, end.minusSeconds(6), end, 1));
    }
    for (int lane = 1; lane <= FixtureRuns.LANES; lane++) {
      Instant at = FixtureRuns.NOW.minusMillis(150_000 - 350 * lane);
      while (at.isBefore(FixtureRuns.NOW)) {
        Instant end = at.plusMillis(5_000 + random.nextInt(9_000));
        int attempts =
            lane == 3 && chunks.size() % 9 == 0 ? 3 : lane == 7 && random.nextInt(9) == 0 ? 2 : 1;
        boolean working = end.isAfter(FixtureRuns.NOW);
        chunks.add(chunk(chunks.size(), random, lane, at, working ? null : end, attempts));
        at = end.plusMillis(150);
      }
    }
    for (int i = 0; i < 120; i++) {
      chunks.add(chunk(chunks.size(), random, 0, null, null, 0));
    }
    return chunks;
  }

  static List<ChunkProgress> failed() {
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
    Instant at = chunk.startedAt() == null ? FixtureRuns.NOW : chunk.startedAt();
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
    String base = FixtureRuns.BASES.get(random.nextInt(FixtureRuns.BASES.size()));
    OffsetDateTime month =
        OffsetDateTime.of(
            2023 + random.nextInt(3), 1 + random.nextInt(12), 1, 0, 0, 0, 0, ZoneOffset.UTC);
    TimeRange range = new TimeRange(month.toInstant(), month.plusMonths(1).toInstant());
    Series series = new Series(FixtureRuns.spot(base), Timeframe.M1);
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
      tried.add(
          new Attempt(to, true, String.format(Locale.ROOT, "%,d rows landed and verified", rows)));
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
  }
}
