package datalayer.bench;

import datalayer.bench.Report.Goal;
import datalayer.market.Bar;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveServer;
import datalayer.simulator.BarWalk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Memory of application and engine over one run of thousands of small chunks. */
final class LongRunBenchmark implements Benchmark {

  static final String AT = "AT ";

  private static final int MONTHS = 50;
  private static final int SYMBOLS = Integer.getInteger("bench.chunks", 2000) / MONTHS;
  private static final int LANES = 4;
  private static final YearMonth FIRST = YearMonth.of(2021, 1);
  private static final TimeRange RANGE =
      new TimeRange(
          FIRST.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
          FIRST.plusMonths(MONTHS).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());

  /** A run that leaks a kilobyte a chunk shows as two mebibytes; this is what noise may be. */
  private static final double GROWTH = 1.25;

  private final Scratch scratch;

  LongRunBenchmark(Scratch scratch) {
    this.scratch = scratch;
  }

  @Override
  public String name() {
    return "longrun";
  }

  @Override
  public void measure(Report report) throws Exception {
    if (!ProcessMemory.isKnown()) {
      throw new NotRunException("this system has no /proc to read a process's memory from");
    }
    report.section(
        "8 memory over a run of %,d chunks of a month of hours, max_concurrency %d"
            .formatted(SYMBOLS * MONTHS, LANES));
    Path data = scratch.folder("long-run");
    List<double[]> taken = new ArrayList<>();
    try (ArchiveServer archive = ArchiveServer.empty()) {
      publish(archive);
      try (Application application =
          Application.start(
              LongRunApplication.class, List.of("-Xmx512m"), arguments(data, archive))) {
        for (String share : List.of("10", "50", "100")) {
          double[] at = figures(application.next(AT));
          taken.add(at);
          report(report, share, at);
        }
        application.awaitEnd();
      }
    }
    double[] first = taken.getFirst();
    double[] last = taken.getLast();
    report.figure(
        "heap after collection, 100 % over 10 %",
        "", Samples.of(last[1] / first[1]), Goal.atMost(GROWTH));
    report.figure("application, resident, 100 % over 10 %", "", Samples.of(last[2] / first[2]));
    report.figure("engine, resident, 100 % over 10 %", "", Samples.of(last[3] / first[3]));
    report.figure("chunks a second", "", Samples.of(last[0] / last[4]));
    Scratch.delete(data);
  }

  private static void report(Report report, String share, double[] at) {
    report.figure("at %s %%: chunks done".formatted(share), "", Samples.of(at[0]));
    report.figure("  heap after collection", "MiB", Samples.of(at[1]));
    report.figure("  application, resident", "MiB", Samples.of(at[2]));
    report.figure("  engine, resident", "MiB", Samples.of(at[3]));
  }

  private static double[] figures(String words) {
    return Arrays.stream(words.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static List<String> arguments(Path data, ArchiveServer archive) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                data.toString(),
                archive.archiveAddress().toString(),
                archive.listingAddress().toString(),
                String.valueOf(LANES),
                RANGE.from().toString(),
                RANGE.to().toString()));
    IntStream.range(0, SYMBOLS)
        .forEach(symbol -> arguments.add("binance:swap:L%d/USDT:1h".formatted(symbol)));
    return arguments;
  }

  private static void publish(ArchiveServer archive) throws IOException {
    Map<YearMonth, List<Bar>> months =
        new BarWalk(1, Timeframe.H1)
            .over(RANGE).stream().collect(Collectors.groupingBy(LongRunBenchmark::month));
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      ArchiveFiles files = ArchiveFiles.usdtMargined("L" + symbol + "USDT", Timeframe.H1);
      months.forEach((month, bars) -> archive.put(files.month(month, bars)));
    }
  }

  private static YearMonth month(Bar bar) {
    return YearMonth.from(bar.opensAt().atOffset(ZoneOffset.UTC));
  }
}
