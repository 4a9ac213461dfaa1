package datalayer.bench;

import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.app.RealData;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveServer;
import datalayer.venue.binance.BinanceAddresses;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A month of minutes by REST, by us and by ccxt with its defaults over the same recorded answers,
 * and by the archive: requests, weight and seconds, each for a million bars.
 */
final class RequestsBenchmark implements Benchmark {

  private static final double MILLION = 1e6;
  private static final int MOST_ROUNDS = 3;
  private static final int LANES = 2;
  private static final long LONGEST_RUN_MILLIS = 600_000;

  /** What Binance's futures market allows in a minute. */
  private static final double WEIGHT_A_MINUTE = 2400;

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));

  private final Scratch scratch;
  private final Months months;

  RequestsBenchmark(Scratch scratch, Months months) {
    this.scratch = scratch;
    this.months = months;
  }

  /** What a way of loading took, for a million bars. */
  private record Taken(double requests, double weight, double seconds, double serving) {

    static Taken of(long bars, long requests, long weight, double seconds, double serving) {
      double scale = MILLION / bars;
      return new Taken(requests * scale, weight * scale, seconds * scale, 100 * serving / seconds);
    }
  }

  @Override
  public String name() {
    return "requests";
  }

  @Override
  public void measure(Report report) throws Exception {
    Path zip = months.zips().getLast();
    report.section("7 requests and seconds for a million bars, from a month of minutes");
    List<Taken> ours = new ArrayList<>();
    List<Taken> theirs = new ArrayList<>();
    List<Taken> archived = new ArrayList<>();
    try (FuturesRest rest = new FuturesRest(List.of(zip))) {
      CcxtLoad ccxt = new CcxtLoad(rest.address());
      for (int round = 0; round < Math.min(MOST_ROUNDS, Choice.rounds()); round++) {
        ours.add(byRest(rest, zip));
        theirs.add(byCcxt(rest, ccxt, zip));
        archived.add(byArchive(List.of(zip)));
      }
    }
    report(report, "ours by REST", ours, true);
    report(report, "ccxt by REST, its defaults", theirs, true);
    report(report, "ours by archive, one file", archived, false);
    report(
        report, "ours by archive, every month there is", List.of(byArchive(months.zips())), false);
    Samples seconds = samples(ours, Taken::seconds);
    report.figure(
        "ccxt's seconds over ours by REST", "", samples(theirs, Taken::seconds).over(seconds));
    report.figure(
        "ccxt's requests over ours by REST",
        "",
        samples(theirs, Taken::requests).over(samples(ours, Taken::requests)));
    report.remark(
        "7: REST is a server that adds no delay and answers from memory; 'server' is the share of the time in which it "
            + "was making answers. A month stays within a minute's weight, so nobody of us waited; 'at the limit' is what "
            + "a million bars take at least at Binance, at 2,400 weight a minute. Requests count everything: exchange "
            + "information, time, listing, checksums. Starting node and loading its markets does not count as time.");
  }

  private static void report(Report report, String what, List<Taken> taken, boolean rest) {
    report.figure(what + ": requests", "/M bars", samples(taken, Taken::requests));
    report.figure("  seconds", "s/M bars", samples(taken, Taken::seconds));
    if (rest) {
      report.figure("  weight", "/M bars", samples(taken, Taken::weight));
      report.figure(
          "  at the limit", "s/M bars", samples(taken, t -> t.weight() / WEIGHT_A_MINUTE * 60));
      report.figure("  server", "%", samples(taken, Taken::serving));
    }
  }

  private static Samples samples(List<Taken> taken, ToDoubleFunction<Taken> figure) {
    return new Samples(taken.stream().mapToDouble(figure).boxed().toList());
  }

  private Taken byRest(FuturesRest rest, Path zip) throws Exception {
    Path folder = scratch.folder("by-rest");
    BinanceAddresses known = BinanceAddresses.defaults();
    try (ArchiveServer nothing = ArchiveServer.empty()) {
      BinanceAddresses addresses =
          new BinanceAddresses(
              known.spotRest(),
              known.spotStream(),
              rest.address(),
              known.futuresStream(),
              nothing.archiveAddress(),
              nothing.listingAddress());
      HeadlessOptions options =
          HeadlessOptions.in(folder).withBinance(addresses).withRequests(2 * LANES);
      try (Headless headless = Headless.start(options, CLOCK)) {
        FuturesRest.Served before = rest.served();
        long start = System.nanoTime();
        long bars = load(headless, zip);
        double seconds = (System.nanoTime() - start) / 1e9;
        FuturesRest.Served served = rest.served().since(before);
        return Taken.of(bars, served.requests(), served.weight(), seconds, served.seconds());
      }
    } finally {
      Scratch.delete(folder);
    }
  }

  private Taken byCcxt(FuturesRest rest, CcxtLoad ccxt, Path zip) throws Exception {
    Product product = Product.fresh(scratch.folder("by-ccxt"));
    try {
      product.headless().clickHouse().execute(CcxtLoad.PLAIN_TABLE);
      FuturesRest.Served before = rest.served();
      CcxtLoad.Result result =
          ccxt.load(product.headless().clickHouse().address(), "ccxt_bars", List.of(zip), true);
      FuturesRest.Served served = rest.served().since(before);
      return Taken.of(
          result.rows(), served.requests(), served.weight(), result.seconds(), served.seconds());
    } finally {
      product.discard();
    }
  }

  private Taken byArchive(List<Path> zips) throws Exception {
    Path folder = scratch.folder("by-archive");
    try (ArchiveServer archive = ArchiveServer.serving(months.folder())) {
      HeadlessOptions options =
          HeadlessOptions.in(folder)
              .withBinance(
                  BinanceAddresses.defaults()
                      .withArchive(archive.archiveAddress(), archive.listingAddress()));
      try (Headless headless = Headless.start(options, CLOCK)) {
        long start = System.nanoTime();
        long bars = 0;
        // A run for each month: what lies between them is no loading.
        for (Path zip : zips) {
          bars += load(headless, zip);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return Taken.of(bars, archive.requests().size(), 0, seconds, 0);
      }
    } finally {
      Scratch.delete(folder);
    }
  }

  private static long load(Headless headless, Path zip) throws InterruptedException {
    Series series = RealData.series(zip);
    TimeRange month = Months.range(Months.month(zip));
    BackfillRequest request =
        new BackfillRequest(
            "benchmark",
            List.of(series.instrument()),
            List.of(Timeframe.M1),
            month,
            Load.MISSING,
            LANES);
    String id = headless.control().start(headless.control().plan(request));
    if (!headless.backfills().await(id, LONGEST_RUN_MILLIS)) {
      throw new IllegalStateException("the run did not end");
    }
    RunProgress run = headless.backfills().find(id).orElseThrow();
    if (run.state() != RunState.COMPLETE) {
      throw new IllegalStateException("the run is not complete: " + run.outcome());
    }
    return run.rowsLanded();
  }
}
