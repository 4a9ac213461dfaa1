package datalayer.bench;

import datalayer.app.Headless;
import datalayer.app.HeadlessOptions;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.backfill.Plan.SeriesPlan;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.landing.FaultPoint;
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
import java.util.Map;
import java.util.stream.Stream;

/** The core as a user runs it, over an embedded engine and a database of its own. */
final class Product implements AutoCloseable {

  private static final long LONGEST_RUN_MILLIS = 600_000;

  /** After the last of the files. */
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));

  private final Path folder;
  private final Headless headless;

  private Product(Path folder, HeadlessOptions options) {
    this.folder = folder;
    this.headless = Headless.start(options, CLOCK);
  }

  /** A core that nothing is to be fetched with. */
  static Product fresh(Path folder) {
    return new Product(folder, HeadlessOptions.in(folder));
  }

  /** A core that fetches from an archive. */
  static Product fresh(Path folder, ArchiveServer archive, FaultPoint.Observer observer) {
    return new Product(
        folder,
        HeadlessOptions.in(folder)
            .withBinance(
                BinanceAddresses.defaults()
                    .withArchive(archive.archiveAddress(), archive.listingAddress()))
            .withFaults(observer));
  }

  /** Opens a folder that a core was closed on. */
  static Product reopened(Path folder) {
    return fresh(folder);
  }

  Headless headless() {
    return headless;
  }

  Path folder() {
    return folder;
  }

  /**
   * Plans a backfill of these series. Months that no file is published of are left out: a run would
   * write down that they are missing, which is no loading.
   */
  Plan plan(List<Series> series, TimeRange range, int lanes) {
    BackfillRequest request =
        new BackfillRequest(
            "benchmark",
            series.stream().map(Series::instrument).toList(),
            List.of(Timeframe.M1),
            range,
            Load.MISSING,
            lanes);
    Plan plan = headless.control().plan(request);
    List<SeriesPlan> published = new ArrayList<>();
    for (SeriesPlan of : plan.series()) {
      List<PlannedChunk> chunks = of.chunks().stream().filter(c -> !c.sources().isEmpty()).toList();
      long bars = chunks.stream().mapToLong(PlannedChunk::bars).sum();
      published.add(new SeriesPlan(of.series(), bars, of.have(), chunks));
    }
    return new Plan(plan.id(), request, plan.madeAt(), published, plan.remarks());
  }

  /** Runs a plan to its end, which must be complete. Returns the bars landed and proven. */
  long run(Plan plan) throws InterruptedException {
    String id = headless.backfills().start(plan);
    if (!headless.backfills().await(id, LONGEST_RUN_MILLIS)) {
      throw new IllegalStateException("the run did not end");
    }
    RunProgress run = headless.backfills().find(id).orElseThrow();
    if (run.state() != RunState.COMPLETE || run.rowsLanded() != plan.rows()) {
      throw new IllegalStateException("the run is not complete: " + run.outcome());
    }
    return run.rowsLanded();
  }

  /** The only number that a query answers. */
  long number(String sql) {
    return headless.clickHouse().query(sql, Map.of(), row -> row.int64()).getFirst();
  }

  /** Seconds of processor time that this process and the engine have used so far. */
  double processorSeconds() {
    long engine = headless.engine().orElseThrow().pid();
    return Stream.of(ProcessHandle.current().pid(), engine)
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToDouble(used -> used.toMillis() / 1e3)
        .sum();
  }

  /** Stops it and removes its folder. */
  void discard() {
    close();
    Scratch.delete(folder);
  }

  @Override
  public void close() {
    headless.close();
  }
}
