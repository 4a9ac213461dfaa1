package datalayer.bench;

import datalayer.app.RealData;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.BarWalk;
import datalayer.simulator.PackedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.opentest4j.TestAbortedException;

/**
 * Nineteen months of one-minute bars as an archive publishes them: the real ones beside the
 * project, or made-up ones where these are absent.
 *
 * @param folder shaped like data.binance.vision
 */
record Months(Path folder, boolean real) {

  private static final String PLACE = "data/futures/um/monthly/klines";
  private static final List<String> MADE_UP = List.of("AAAUSDT", "BBBUSDT", "CCCUSDT", "DDDUSDT");

  /** Looks beside the project, and otherwise makes months up in a folder. */
  static Months find(Path otherwise) throws IOException {
    try {
      return new Months(RealData.archive(), true);
    } catch (TestAbortedException absent) {
      Report.progress("no real archive files beside the project; making months up");
      for (int i = 0; i < 19; i++) {
        String symbol = MADE_UP.get(i % MADE_UP.size());
        YearMonth month = YearMonth.of(2024, 1).plusMonths(i / MADE_UP.size());
        List<Bar> bars = new BarWalk(i, Timeframe.M1).over(range(month));
        write(otherwise, ArchiveFiles.usdtMargined(symbol, Timeframe.M1).month(month, bars));
      }
      return new Months(otherwise, false);
    }
  }

  static void write(Path folder, PackedFile file) throws IOException {
    Path zip = folder.resolve(file.key());
    Files.createDirectories(zip.getParent());
    Files.write(zip, file.bytes());
    Files.writeString(folder.resolve(file.checksumKey()), file.checksum());
  }

  String describe() {
    return real
        ? "Bars are the 19 real months of five USDT-margined perpetuals beside the project."
        : "Bars are made up: no real archive files lie beside the project.";
  }

  /** The monthly zips, by name. */
  List<Path> zips() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(PLACE))) {
      return files.filter(f -> f.toString().endsWith(".zip")).sorted().toList();
    }
  }

  List<Series> series() throws IOException {
    return zips().stream().map(RealData::series).distinct().toList();
  }

  /** From the first month to the last one. */
  TimeRange range() throws IOException {
    List<YearMonth> months = zips().stream().map(Months::month).sorted().toList();
    return new TimeRange(range(months.getFirst()).from(), range(months.getLast()).to());
  }

  /** The bars of a zip, ascending. */
  static Collection<Bar> bars(Path zip) {
    return RealData.rows(zip).values();
  }

  static YearMonth month(Path zip) {
    String name = String.valueOf(zip.getFileName());
    return YearMonth.parse(
        name.substring(name.length() - "2026-02.zip".length(), name.length() - 4));
  }

  static TimeRange range(YearMonth month) {
    return new TimeRange(start(month), start(month.plusMonths(1)));
  }

  /** Unpacks every zip into a folder. */
  void unpack(Path target) throws IOException {
    for (Path zip : zips()) {
      Files.writeString(
          target.resolve(zip.getFileName().toString().replace(".zip", ".csv")), text(zip));
    }
  }

  /** The CSV in a zip. */
  static String text(Path zip) throws IOException {
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      entries.getNextEntry();
      return new String(entries.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
