package datalayer.bench;

import datalayer.app.RealData;
import datalayer.bench.PartitionedSchema.Chunk;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.Timeframe;
import datalayer.simulator.BarWalk;
import datalayer.store.engine.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bar tables partitioned by month against by day: loading, parts, and reading a series-year. */
final class PartitionsBenchmark implements Benchmark {

  private static final Map<String, String> WAYS = new LinkedHashMap<>();
  private static final Series YEAR_SERIES = Series.parse("binance:swap:WALK/USDT:1m");
  private static final int READS = 3;
  private static final int MOST_ROUNDS = 3;

  static {
    WAYS.put("months", PartitionedSchema.MONTHS);
    WAYS.put("days", PartitionedSchema.DAYS);
  }

  private final Scratch scratch;
  private final Months months;
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  PartitionsBenchmark(Scratch scratch, Months months) {
    this.scratch = scratch;
    this.months = months;
  }

  @Override
  public String name() {
    return "partitions";
  }

  @Override
  public void measure(Report report) throws Exception {
    List<Chunk> chunks = chunks();
    List<Chunk> year = year();
    report.section("5 partitions by month against by day");
    for (int round = 0; round < Math.min(MOST_ROUNDS, Choice.rounds()); round++) {
      for (String way : WAYS.keySet()) {
        round(way, chunks, year);
      }
    }
    figures.forEach((name, values) -> {
      String unit = name.contains(" parts") ? "" : name.contains(" reading") ? "ms" : "s";
      report.figure(name, unit, new Samples(values));
    });
    for (String figure : List.of("loading 19 months", "loading a series-year", "reading it")) {
      Samples days = new Samples(figures.getOrDefault("days: " + figure, List.of()));
      Samples of = new Samples(figures.getOrDefault("months: " + figure, List.of()));
      report.figure("ratio days to months: " + figure, "", days.over(of));
    }
  }

  private void round(String way, List<Chunk> chunks, List<Chunk> year) throws EngineException {
    String partition = WAYS.getOrDefault(way, "");
    try (PartitionedSchema schema = new PartitionedSchema(scratch.folder(way), partition)) {
      add(way, "loading 19 months", schema.load(chunks));
      add(way, "loading a series-year", schema.load(year));
      add(way, "active parts after it", schema.parts());
      long bars = 365L * 1440;
      schema.read(YEAR_SERIES, bars);
      for (int i = 0; i < READS; i++) {
        add(way, "reading it", schema.read(YEAR_SERIES, bars));
      }
    }
  }

  private List<Chunk> chunks() throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    for (Path zip : months.zips()) {
      chunks.add(
          Chunk.of(
              RealData.series(zip),
              Months.bars(zip),
              String.valueOf(zip.getFileName()),
              chunks.size() + 1L));
    }
    return chunks;
  }

  private static List<Chunk> year() {
    List<Chunk> chunks = new ArrayList<>();
    BarWalk walk = new BarWalk(1, Timeframe.M1);
    for (int month = 1; month <= 12; month++) {
      YearMonth of = YearMonth.of(2025, month);
      List<Bar> bars = walk.over(Months.range(of));
      chunks.add(Chunk.of(YEAR_SERIES, bars, "walk-" + of, 1_000L + month));
    }
    return chunks;
  }

  private void add(String way, String figure, double value) {
    figures.computeIfAbsent(way + ": " + figure, f -> new ArrayList<>()).add(value);
    Report.progress("  %s: %s: %s".formatted(way, figure, Samples.written(value)));
  }
}
