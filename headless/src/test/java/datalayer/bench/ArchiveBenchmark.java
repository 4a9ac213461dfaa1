package datalayer.bench;

import datalayer.backfill.Plan;
import datalayer.bench.Report.Goal;
import datalayer.landing.FaultPoint;
import datalayer.market.Series;
import datalayer.simulator.ArchiveServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From an archive on loopback to bars that are proven in the mart, against the engine reading the
 * same rows from unpacked CSV files. Every run has a fresh engine and database; starting them does
 * not count, planning does.
 */
final class ArchiveBenchmark implements Benchmark {

  private static final List<Integer> LANES = List.of(2, 4);

  private final Scratch scratch;
  private final Months months;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();
  private final Map<String, List<Double>> processor = new LinkedHashMap<>();
  private final Map<String, List<Double>> stages = new LinkedHashMap<>();

  ArchiveBenchmark(Scratch scratch, Months months) {
    this.scratch = scratch;
    this.months = months;
  }

  @Override
  public String name() {
    return "archive";
  }

  @Override
  public void measure(Report report) throws Exception {
    Path csv = scratch.folder("csv");
    months.unpack(csv);
    report.section("1 archive -> proven in the mart, all views on");
    round(csv);
    report.figure(
        "product, %d lanes, first run of a cold JVM".formatted(LANES.getFirst()),
        "rows/s",
        samples(lanes(LANES.getFirst())));
    rates.clear();
    processor.clear();
    stages.clear();
    for (int round = 0; round < Choice.rounds(); round++) {
      round(csv);
    }
    rates.keySet().forEach(way -> report.figure(way, "rows/s", samples(way)));
    String limit =
        EngineLoad.ALL.stream()
            .map(EngineLoad::toString)
            .max(Comparator.comparingDouble(way -> samples(way).median()))
            .orElseThrow();
    for (int lanes : LANES) {
      report.figure(
          "ratio: product, %d lanes, to the limit".formatted(lanes),
          "",
          samples(lanes(lanes)).over(samples(limit)),
          Goal.atLeast(0.8));
    }
    processor.forEach(
        (way, seconds) -> report.figure("  processor time: " + way, "s", new Samples(seconds)));
    stages.forEach((stage, millis) -> report.figure(stage, "ms", new Samples(millis)));
    report.remark("1: the limit is the fastest of the engine's own ways, " + limit + ".");
    report.remark("1: processor time is that of application, archive server and engine together.");
    report.remark("1: stages are summed over lanes, so they add up to lanes times the run's time.");
  }

  /** Every way once. */
  private void round(Path csv) throws IOException, InterruptedException {
    for (int lanes : LANES) {
      product(lanes);
    }
    for (EngineLoad way : EngineLoad.ALL) {
      engine(way, csv);
    }
  }

  private void product(int lanes) throws IOException, InterruptedException {
    Stages clock = new Stages();
    List<Series> series = months.series();
    try (ArchiveServer archive = ArchiveServer.serving(months.folder())) {
      Product product = Product.fresh(scratch.folder("product"), archive, clock);
      double used = product.processorSeconds();
      long start = System.nanoTime();
      Plan plan = product.plan(series, months.range(), lanes);
      long planned = System.nanoTime();
      clock.start();
      long rows = product.run(plan);
      long end = System.nanoTime();
      add(processor, lanes(lanes), product.processorSeconds() - used);
      product.discard();
      add(rates, lanes(lanes), rows * 1e9 / (end - start));
      add(stages, "  %d lanes: wall clock of all".formatted(lanes), (end - start) / 1e6);
      add(stages, "  %d lanes: plan".formatted(lanes), (planned - start) / 1e6);
      for (FaultPoint point : FaultPoint.values()) {
        add(stages, "  %d lanes: %s".formatted(lanes, Stages.name(point)), clock.millis(point));
      }
    }
  }

  private void engine(EngineLoad way, Path csv) throws IOException {
    Product product = Product.fresh(scratch.folder("engine"));
    double used = product.processorSeconds();
    long start = System.nanoTime();
    way.load(product.headless().clickHouse(), csv, months.series());
    long end = System.nanoTime();
    add(processor, way.toString(), product.processorSeconds() - used);
    long rows = product.number("SELECT toInt64(count()) FROM ${database}.bars_current FINAL");
    product.discard();
    add(rates, way.toString(), rows * 1e9 / (end - start));
  }

  private Samples samples(String way) {
    return new Samples(rates.getOrDefault(way, List.of()));
  }

  private static String lanes(int lanes) {
    return "product, max_concurrency %d".formatted(lanes);
  }

  private static void add(Map<String, List<Double>> figures, String name, double value) {
    figures.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    Report.progress("  %s: %s".formatted(name.strip(), Samples.written(value)));
  }
}
