package datalayer.bench;

import datalayer.app.RealData;
import datalayer.market.Series;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Memory of application and engine while five million bars are loaded: the months again and again
 * under other names, as one backfill.
 */
final class MemoryBenchmark implements Benchmark {

  private static final int REPETITIONS = 7;
  private static final int LANES = 4;

  private final Scratch scratch;
  private final Months months;

  MemoryBenchmark(Scratch scratch, Months months) {
    this.scratch = scratch;
    this.months = months;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public void measure(Report report) throws Exception {
    if (!ProcessMemory.isKnown()) {
      throw new NotRunException("this system has no /proc to read a process's memory from");
    }
    Path folder = scratch.folder("five-million");
    Set<Series> series = repeat(folder);
    report.section("4 loading five million bars, max_concurrency " + LANES);
    try (ArchiveServer archive = ArchiveServer.serving(folder)) {
      for (List<String> heap : List.of(List.of("-Xmx512m"), List.<String>of())) {
        String name = heap.isEmpty() ? "heap left to Java" : "heap " + heap.getFirst();
        report(report, name, load(archive, series, heap));
      }
    }
    Scratch.delete(folder);
  }

  private static void report(Report report, String name, double[] result) {
    report.figure("%s: bars landed and proven".formatted(name), "rows", Samples.of(result[0]));
    report.figure("  rate", "rows/s", Samples.of(result[0] / result[1]));
    report.figure("  application, resident at the end", "MiB", Samples.of(result[2]));
    report.figure("  application, peak", "MiB", Samples.of(result[3]));
    report.figure("  engine, resident at the end", "MiB", Samples.of(result[4]));
    report.figure("  engine, peak", "MiB", Samples.of(result[5]));
  }

  /** Puts every month there under other symbols of the same length; their zips stay as they are. */
  private Set<Series> repeat(Path folder) throws IOException {
    Set<Series> series = new LinkedHashSet<>();
    for (Path zip : months.zips()) {
      String name = String.valueOf(zip.getFileName());
      String symbol = name.substring(0, name.indexOf('-'));
      byte[] bytes = Files.readAllBytes(zip);
      for (int i = 0; i < REPETITIONS; i++) {
        String other = symbol.charAt(0) + "" + i + symbol.substring(2);
        String renamed = name.replace(symbol, other);
        byte[] zipped =
            replaced(bytes, name.replace(".zip", ".csv"), renamed.replace(".zip", ".csv"));
        Path target = folder.resolve("data/futures/um/monthly/klines/" + other + "/1m/" + renamed);
        Files.createDirectories(target.getParent());
        Files.write(target, zipped);
        Files.writeString(
            target.resolveSibling(renamed + ".CHECKSUM"),
            ArchiveFiles.sha256(zipped) + "  " + renamed + "\n");
        series.add(RealData.series(target));
      }
    }
    return series;
  }

  private static byte[] replaced(byte[] bytes, String before, String after) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(before, after)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private double[] load(ArchiveServer archive, Set<Series> series, List<String> heap)
      throws IOException, InterruptedException {
    Path data = scratch.folder("memory");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(heap);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LoadingApplication.class.getName());
    command.add(data.toString());
    command.add(archive.archiveAddress().toString());
    command.add(archive.listingAddress().toString());
    command.add(String.valueOf(LANES));
    command.add(months.range().from().toString());
    command.add(months.range().to().toString());
    series.forEach(s -> command.add(s.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      double[] result = result(process);
      process.waitFor();
      return result;
    } finally {
      process.destroyForcibly();
      Scratch.delete(data);
    }
  }

  private static double[] result(Process process) throws IOException {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(LoadingApplication.RESULT)) {
          String[] values = line.substring(LoadingApplication.RESULT.length()).split(" ", -1);
          return Arrays.stream(values).mapToDouble(Double::parseDouble).toArray();
        }
        Report.progress(line);
      }
    }
    throw new IllegalStateException("the application ended without a result");
  }
}
