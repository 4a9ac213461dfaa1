package datalayer.bench;

import datalayer.market.Bar;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveServer;
import datalayer.simulator.BarWalk;
import datalayer.simulator.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How long a lane stands still when its process is killed as by {@code kill -9} in the middle of a
 * chunk and started again at once, engine and all.
 */
final class RecoveryBenchmark implements Benchmark {

  static final String RUN = "RUN ";
  static final String UP = "UP ";
  static final String FETCHED = "FETCHED ";
  static final String VERIFIED = "VERIFIED ";

  private static final int MONTHS = 48;
  private static final TimeRange RANGE =
      new TimeRange(Instant.parse("2021-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z"));

  private final Scratch scratch;

  RecoveryBenchmark(Scratch scratch) {
    this.scratch = scratch;
  }

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public void measure(Report report) throws Exception {
    report.section(
        "9 a lane's recovery after kill -9 of application and engine, one node, one lane");
    List<Double> up = new ArrayList<>();
    List<Double> fetched = new ArrayList<>();
    List<Double> verified = new ArrayList<>();
    try (ArchiveServer archive = archive()) {
      for (int round = 0; round < Choice.rounds(); round++) {
        Path data = scratch.folder("recovery");
        killOne(data, archive);
        long killed = System.nanoTime();
        try (Application again = start(data, archive, "")) {
          again.next(UP);
          up.add(since(killed));
          again.next(FETCHED);
          fetched.add(since(killed));
          again.next(VERIFIED);
          verified.add(since(killed));
        }
        Scratch.delete(data);
      }
    }
    report.figure("from the kill until the core is up", "s", new Samples(up));
    report.figure("  until the lane has fetched its chunk again", "s", new Samples(fetched));
    report.figure("  until that chunk is landed and proven", "s", new Samples(verified));
    report.remark(
        "9: the second process is started at once, so the figures are a JVM, an engine, migrations and recovery; "
            + "a file is dribbled over 0.4 s or so, which counts.");
  }

  private static void killOne(Path data, ArchiveServer archive) throws Exception {
    try (Application first = start(data, archive, "start")) {
      first.next(RUN);
      for (int chunk = 0; chunk < 3; chunk++) {
        first.next(VERIFIED);
      }
      first.kill();
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static Application start(Path data, ArchiveServer archive, String what)
      throws IOException {
    return Application.start(
        RecoveryApplication.class,
        List.of("-Xmx300m"),
        List.of(
            data.toString(),
            archive.archiveAddress().toString(),
            archive.listingAddress().toString(),
            RANGE.from().toString(),
            RANGE.to().toString(),
            what));
  }

  private static ArchiveServer archive() throws IOException {
    ArchiveServer archive = ArchiveServer.empty();
    Map<YearMonth, List<Bar>> months =
        new BarWalk(1, Timeframe.H1)
            .over(RANGE).stream()
                .collect(
                    Collectors.groupingBy(
                        bar -> YearMonth.from(bar.opensAt().atOffset(ZoneOffset.UTC))));
    if (months.size() != MONTHS) {
      throw new IllegalStateException("there are %d months".formatted(months.size()));
    }
    ArchiveFiles files = ArchiveFiles.usdtMargined("XRPUSDT", Timeframe.H1);
    months.forEach((month, bars) -> archive.put(files.month(month, bars)));
    // So that the kill comes while a chunk is in somebody's hands.
    archive.faults().always("\\.zip$", new Fault.Dribble(8 << 10, Duration.ofMillis(100)));
    return archive;
  }
}
