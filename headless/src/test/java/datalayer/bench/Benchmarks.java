package datalayer.bench;

import datalayer.bench.Benchmark.NotRunException;
import java.time.Duration;
import java.util.List;

/**
 * Runs the benchmarks of the core one after the other and prints one table. {@code -Dbench.only}
 * chooses among archive, ccxt, coverage, memory, partitions, plan, requests, longrun, recovery and
 * live.
 */
public final class Benchmarks {

  private Benchmarks() {}

  public static void main(String[] arguments) throws Exception {
    // Small answers must not wait for the other side's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    long start = System.nanoTime();
    Report report = new Report();
    try (Scratch scratch = new Scratch()) {
      Months months = Months.find(scratch.folder("months"));
      List<Benchmark> all =
          List.of(
              new ArchiveBenchmark(scratch, months),
              new CcxtBenchmark(scratch, months),
              new CoverageBenchmark(scratch),
              new MemoryBenchmark(scratch, months),
              new PartitionsBenchmark(scratch, months),
              new PlanBenchmark(scratch),
              new RequestsBenchmark(scratch, months),
              new LongRunBenchmark(scratch),
              new RecoveryBenchmark(scratch),
              new LiveBenchmark(scratch));
      report.remark(months.describe());
      for (Benchmark benchmark : all) {
        run(benchmark, report);
      }
      List<String> machine = Machine.describe(scratch.folder("version"));
      report.remark(
          "The run took %d s.".formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds()));
      System.out.print(report.text(machine));
    }
  }

  private static void run(Benchmark benchmark, Report report) throws InterruptedException {
    if (!Choice.wants(benchmark.name())) {
      report.notRun(benchmark.name(), "not chosen");
      return;
    }
    try {
      benchmark.measure(report);
    } catch (NotRunException e) {
      report.notRun(benchmark.name(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      report.notRun(benchmark.name(), "failed: " + e);
      e.printStackTrace(System.err);
    }
  }
}
