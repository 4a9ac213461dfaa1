package datalayer.bench;

import datalayer.bench.Report.Goal;
import datalayer.landing.Witnesses.Testimony;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.ledger.Ledger;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.CoverageBitmaps;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Both witnesses over a hundred series and a year, every fiftieth day of a series with a hole. */
final class CoverageBenchmark implements Benchmark {

  private static final int SERIES = 100;
  private static final int DAYS = 365;
  private static final int COLD_RUNS = 3;
  private static final int WARM_RUNS = 20;
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final TimeRange YEAR = new TimeRange(START, START.plus(Duration.ofDays(DAYS)));
  private static final int HOLE_EVERY = 50;
  private static final int HOLE_FROM = 600;
  private static final int HOLE_MINUTES = 45;

  private final Scratch scratch;
  private final List<Series> series =
      IntStream.range(0, SERIES)
          .mapToObj(i -> Series.parse("binance:swap:C%03d/USDT:1m".formatted(i)))
          .toList();

  CoverageBenchmark(Scratch scratch) {
    this.scratch = scratch;
  }

  @Override
  public String name() {
    return "coverage";
  }

  @Override
  public void measure(Report report) throws Exception {
    Path folder = scratch.folder("coverage");
    try (Product product = Product.fresh(folder)) {
      fillStore(product);
      fillLedger(product.headless().ledger());
      product.headless().witnesses().hear(series, YEAR);
    }
    report.section("3 coverage of %d series x %d days of minutes".formatted(SERIES, DAYS));
    List<Double> cold = new ArrayList<>();
    for (int run = 0; run < COLD_RUNS; run++) {
      try (Product product = Product.reopened(folder)) {
        cold.add(millis(() -> heard(product)));
      }
    }
    report.figure("first answer of a fresh engine, both witnesses", "ms", new Samples(cold));
    try (Product product = Product.reopened(folder)) {
      warm(product, report);
    }
    Scratch.delete(folder);
  }

  private void warm(Product product, Report report) {
    CoverageBitmaps bitmaps = new CoverageBitmaps(product.headless().clickHouse());
    Ledger ledger = product.headless().ledger();
    List<Double> both = new ArrayList<>();
    List<Double> data = new ArrayList<>();
    List<Double> known = new ArrayList<>();
    List<Double> marks = new ArrayList<>();
    for (int run = -3; run < WARM_RUNS; run++) {
      double[] times = {
        millis(() -> heard(product)),
        millis(() -> bitmaps.present(series, YEAR)),
        millis(() -> ledger.transaction(tx -> tx.coverage().all(YEAR))),
        millis(bitmaps::partitionMarks)
      };
      if (run >= 0) {
        both.add(times[0]);
        data.add(times[1]);
        known.add(times[2]);
        marks.add(times[3]);
      }
    }
    report.figure("both witnesses, warm", "ms", new Samples(both), Goal.atMost(100));
    report.figure("  bitmaps alone", "ms", new Samples(data));
    report.figure("  ledger alone", "ms", new Samples(known));
    report.figure("  what changed behind our back", "ms", new Samples(marks));
  }

  private Map<Series, Testimony> heard(Product product) {
    Map<Series, Testimony> heard = product.headless().witnesses().hear(series, YEAR);
    long holes = heard.values().stream().mapToLong(t -> t.otherwise(YEAR).size()).sum();
    long bars =
        heard.values().stream()
            .mapToLong(t -> t.proven().bars(series.getFirst().timeframe()))
            .sum();
    long wanted = (long) SERIES * DAYS * 1440 - holes * HOLE_MINUTES;
    if (holes == 0 || bars != wanted) {
      throw new IllegalStateException("%d bars and %d holes".formatted(bars, holes));
    }
    return heard;
  }

  /** The bitmaps, a part per month as landing leaves them, and one bar per series and month. */
  private void fillStore(Product product) {
    String ids =
        series.stream()
            .map(s -> Long.toUnsignedString(s.instrument().id()))
            .collect(Collectors.joining(", "));
    for (int month = 1; month <= 12; month++) {
      product
          .headless()
          .clickHouse()
          .execute(
              """
              INSERT INTO ${database}.bar_coverage
              SELECT id, '1m', day, bitmapBuild(arrayFilter(m -> NOT hole OR m < %d OR m >= %d,
                  arrayMap(m -> toUInt16(m), range(1440))))
              FROM (SELECT (number %% %d) AS s, [%s]::Array(UInt64)[s + 1] AS id, intDiv(number, %d) AS d,
                  toDate('2025-01-01') + d AS day, (s * 31 + d * 17) %% %d = 0 AS hole FROM numbers(%d))
              WHERE toMonth(day) = %d\
              """
                  .formatted(
                      HOLE_FROM,
                      HOLE_FROM + HOLE_MINUTES,
                      SERIES,
                      ids,
                      SERIES,
                      HOLE_EVERY,
                      SERIES * DAYS,
                      month));
      product
          .headless()
          .clickHouse()
          .execute(
              """
              INSERT INTO ${database}.bars_current (instrument_id, timeframe, timestamp, open, high, low, close, volume)
              SELECT arrayJoin([%s]::Array(UInt64)), '1m', toDateTime64('2025-%02d-01 00:00:00', 3, 'UTC'), 1, 1, 1, 1, 1\
              """
                  .formatted(ids, month));
    }
  }

  private void fillLedger(Ledger ledger) {
    for (int s = 0; s < SERIES; s++) {
      List<CoverageInterval> intervals = new ArrayList<>();
      Instant from = START;
      for (int d = 0; d < DAYS; d++) {
        if ((s * 31 + d * 17) % HOLE_EVERY == 0) {
          Instant hole = START.plus(Duration.ofDays(d)).plus(Duration.ofMinutes(HOLE_FROM));
          Instant end = hole.plus(Duration.ofMinutes(HOLE_MINUTES));
          intervals.add(CoverageInterval.present(new TimeRange(from, hole)));
          intervals.add(
              new CoverageInterval(new TimeRange(hole, end), State.ABSENT, "the file has no row"));
          from = end;
        }
      }
      intervals.add(CoverageInterval.present(new TimeRange(from, YEAR.to())));
      Series of = series.get(s);
      ledger.transaction(tx -> {
        tx.coverage().record(of, intervals);
        return true;
      });
    }
  }

  private static double millis(Supplier<?> work) {
    long start = System.nanoTime();
    Objects.requireNonNull(work.get());
    return (System.nanoTime() - start) / 1e6;
  }
}
