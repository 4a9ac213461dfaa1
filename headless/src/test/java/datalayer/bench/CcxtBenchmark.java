package datalayer.bench;

import datalayer.app.RealData;
import datalayer.backfill.Plan;
import datalayer.bench.Report.Goal;
import datalayer.landing.FaultPoint;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.ArchiveServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The same bars by our way and by ccxt paging REST into ClickHouse's JavaScript client: with ccxt's
 * defaults a month, because its rate limit makes it wait; without its rate limit all months.
 */
final class CcxtBenchmark implements Benchmark {

  private static final int LANES = 2;
  private static final int MOST_ROUNDS = 3;

  private final Scratch scratch;
  private final Months months;

  CcxtBenchmark(Scratch scratch, Months months) {
    this.scratch = scratch;
    this.months = months;
  }

  @Override
  public String name() {
    return "ccxt";
  }

  @Override
  public void measure(Report report) throws Exception {
    try (FuturesRest rest = new FuturesRest(months.zips())) {
      CcxtLoad ccxt = new CcxtLoad(rest.address());
      report.section("2 the same bars by ccxt, paging REST into @clickhouse/client");
      List<Path> month = List.of(months.zips().getLast());
      compare(report, ccxt, "a month, ccxt's defaults, plain table", month, true, "ccxt_bars");
      compare(report, ccxt, "all, no rate limit, plain table", months.zips(), false, "ccxt_bars");
      compare(report, ccxt, "all, no rate limit, our views", months.zips(), false, "landing_bars");
      report.remark(
          "2: ccxt inserts 10,000 rows at a time, five figures a bar as floats; starting node and loading markets "
              + "does not count. Ours is the archive's way with planning, every figure, proven. "
              + "With its defaults ccxt waits 250 ms for a page of 500, as Binance's limits want it.");
    }
  }

  private void compare(
      Report report, CcxtLoad ccxt, String what, List<Path> zips, boolean rateLimit, String table)
      throws IOException, InterruptedException {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = 0; round < Math.min(MOST_ROUNDS, Choice.rounds()); round++) {
      ours.add(product(zips));
      theirs.add(ccxt(ccxt, zips, rateLimit, table));
      Report.progress(
          "  %s: ours %s, theirs %s"
              .formatted(what, Samples.written(ours.getLast()), Samples.written(theirs.getLast())));
    }
    report.figure(what + ": ours", "rows/s", new Samples(ours));
    report.figure(what + ": ccxt", "rows/s", new Samples(theirs));
    Samples ratio = new Samples(ours).over(new Samples(theirs));
    report.figure("  ratio", "", ratio, Goal.atLeast(5));
  }

  private double product(List<Path> zips) throws IOException, InterruptedException {
    List<Series> series = zips.stream().map(RealData::series).distinct().toList();
    List<TimeRange> ranges =
        zips.stream().map(z -> Months.range(Months.month(z))).sorted().toList();
    TimeRange range = new TimeRange(ranges.getFirst().from(), ranges.getLast().to());
    try (ArchiveServer archive = ArchiveServer.serving(months.folder())) {
      Product product = Product.fresh(scratch.folder("product"), archive, FaultPoint.Observer.NONE);
      long start = System.nanoTime();
      Plan plan = product.plan(series, range, LANES);
      long rows = product.run(plan);
      double rate = rows * 1e9 / (System.nanoTime() - start);
      product.discard();
      return rate;
    }
  }

  private double ccxt(CcxtLoad ccxt, List<Path> zips, boolean rateLimit, String table)
      throws IOException, InterruptedException {
    Product product = Product.fresh(scratch.folder("ccxt"));
    try {
      product.headless().clickHouse().execute(CcxtLoad.PLAIN_TABLE);
      CcxtLoad.Result result =
          ccxt.load(product.headless().clickHouse().address(), table, zips, rateLimit);
      long there = product.number("SELECT toInt64(count()) FROM ${database}." + table);
      if (there != result.rows()) {
        throw new IllegalStateException(
            "ccxt loaded %d, %d are there".formatted(result.rows(), there));
      }
      return result.rate();
    } finally {
      product.discard();
    }
  }
}
