package datalayer.bench;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.HoleRules;
import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.backfill.Planner;
import datalayer.backfill.Sources;
import datalayer.bench.Report.Goal;
import datalayer.ledger.ArchiveRecord;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.ledger.Ledger;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import datalayer.venue.ArchiveFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The plan of a hundred series over three years of minutes: where nothing is held, and where all of
 * it is but a hole every fiftieth day of a series. Listings are warm.
 */
final class PlanBenchmark implements Benchmark {

  private static final int SERIES = 100;
  private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
  private static final LocalDate END = LocalDate.of(2026, 1, 1);
  private static final TimeRange YEARS =
      new TimeRange(Instant.parse("2023-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-02-01T00:00:00Z"));
  private static final int HOLE_EVERY = 50;
  private static final int HOLE_FROM = 600;
  private static final int HOLE_MINUTES = 45;
  private static final int RUNS = 10;

  private final Scratch scratch;
  private final PublishedBars published = new PublishedBars(FIRST, END);
  private final List<Series> series =
      IntStream.range(0, SERIES)
          .mapToObj(i -> Series.parse("binance:swap:C%03d/USDT:1m".formatted(i)))
          .toList();

  PlanBenchmark(Scratch scratch) {
    this.scratch = scratch;
  }

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public void measure(Report report) throws Exception {
    Path folder = scratch.folder("plan");
    report.section("6 plan of %d series x 3 years of minutes".formatted(SERIES));
    try (Product product = Product.fresh(folder)) {
      Planner planner =
          new Planner(
              product.headless().witnesses(),
              product.headless().ledger(),
              new Sources(
                  Map.of(Venue.BINANCE, published),
                  Map.of(Venue.BINANCE, published),
                  HoleRules.defaults()),
              CLOCK);
      measure(report, planner, "nothing held");
      fillStore(product);
      fillLedger(product.headless().ledger());
      measure(report, planner, "all but a hole in fifty days held");
    }
    Scratch.delete(folder);
  }

  private void measure(Report report, Planner planner, String what) throws Exception {
    BackfillRequest request =
        new BackfillRequest(
            "benchmark",
            series.stream().map(Series::instrument).toList(),
            List.of(Timeframe.M1),
            YEARS,
            Load.MISSING,
            4);
    List<Double> plans = new ArrayList<>();
    List<Double> drifts = new ArrayList<>();
    for (int run = -2; run < RUNS; run++) {
      long start = System.nanoTime();
      Plan plan = planner.plan(request);
      long planned = System.nanoTime();
      if (!planner.drift(plan).isNone()) {
        throw new IllegalStateException("a plan drifted with nobody at work");
      }
      if (run >= 0) {
        plans.add((planned - start) / 1e6);
        drifts.add((System.nanoTime() - planned) / 1e6);
      } else {
        Report.progress(
            "%s: %d chunks, %d files, %d rows"
                .formatted(what, plan.chunks(), plan.files(), plan.rows()));
      }
    }
    report.figure("plan, " + what, "ms", new Samples(plans), Goal.atMost(2000));
    report.figure("  does it still hold", "ms", new Samples(drifts));
  }

  /** The bitmaps of all days, with the holes. */
  private void fillStore(Product product) {
    String ids =
        String.join(
            ", ", series.stream().map(s -> Long.toUnsignedString(s.instrument().id())).toList());
    for (LocalDate month = FIRST; month.isBefore(END); month = month.plusMonths(1)) {
      product
          .headless()
          .clickHouse()
          .execute(
              """
              INSERT INTO ${database}.bar_coverage
              SELECT id, '1m', day, bitmapBuild(arrayFilter(m -> NOT hole OR m < %d OR m >= %d,
                  arrayMap(m -> toUInt16(m), range(1440))))
              FROM (SELECT (number %% %d) AS s, [%s]::Array(UInt64)[s + 1] AS id, intDiv(number, %d) AS d,
                  toDate('%s') + d AS day, (s * 31 + dateDiff('day', toDate('%s'), day) * 17) %% %d = 0 AS hole
                  FROM numbers(%d))\
              """
                  .formatted(
                      HOLE_FROM,
                      HOLE_FROM + HOLE_MINUTES,
                      SERIES,
                      ids,
                      SERIES,
                      month,
                      FIRST,
                      HOLE_EVERY,
                      SERIES * month.lengthOfMonth()));
      product
          .headless()
          .clickHouse()
          .execute(
              """
              INSERT INTO ${database}.bars_current (instrument_id, timeframe, timestamp, open, high, low, close, volume)
              SELECT arrayJoin([%s]::Array(UInt64)), '1m', toDateTime64('%s 00:00:00', 3, 'UTC'), 1, 1, 1, 1, 1\
              """
                  .formatted(ids, month));
    }
  }

  private void fillLedger(Ledger ledger) {
    long days = YEARS.duration().toDays();
    for (int s = 0; s < SERIES; s++) {
      List<CoverageInterval> intervals = new ArrayList<>();
      Instant from = YEARS.from();
      for (int d = 0; d < days; d++) {
        if ((s * 31 + d * 17) % HOLE_EVERY == 0) {
          Instant hole = YEARS.from().plus(Duration.ofDays(d)).plus(Duration.ofMinutes(HOLE_FROM));
          Instant end = hole.plus(Duration.ofMinutes(HOLE_MINUTES));
          intervals.add(CoverageInterval.present(new TimeRange(from, hole)));
          intervals.add(
              new CoverageInterval(
                  new TimeRange(hole, end), State.UNDELIVERED, "the archive did not answer"));
          from = end;
        }
      }
      intervals.add(CoverageInterval.present(new TimeRange(from, YEARS.to())));
      Series of = series.get(s);
      List<ArchiveFile> months =
          published.list(of, YEARS).stream()
              .filter(f -> f.span() == ArchiveFile.Span.MONTH)
              .toList();
      ledger.transaction(tx -> {
        tx.coverage().record(of, intervals);
        for (ArchiveFile file : months) {
          tx.archives()
              .record(
                  new ArchiveRecord(
                      file.path(),
                      of.toString(),
                      file.period(),
                      "0".repeat(64),
                      file.bytes(),
                      ArchiveRecord.State.LANDED,
                      ""));
        }
        return true;
      });
    }
  }
}
