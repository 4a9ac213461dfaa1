package datalayer.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.simulator.ArchiveServer;
import datalayer.venue.ArchiveFetch.Read;
import datalayer.venue.ArchiveFile;
import datalayer.venue.ArchiveFile.Span;
import datalayer.venue.http.Deadlines;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter on files of real bars, served as they are. */
final class RealArchiveTest {

  private static final Path FOLDER = Path.of("../../shared/data/archive");
  private static final List<String> SYMBOLS = List.of("ALGO", "AVAX", "DOT", "LINK", "LTC");

  @TempDir static Path temp;
  private static @Nullable ArchiveRig shared;

  @BeforeAll
  static void serveRealFiles() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "the folder of real market data is absent");
    shared =
        new ArchiveRig(
            ArchiveServer.serving(FOLDER),
            temp,
            Deadlines.defaults(),
            true,
            ArchiveLimits.defaults());
  }

  @AfterAll
  static void stop() {
    if (shared != null) {
      shared.close();
    }
  }

  private static ArchiveRig rig() {
    if (shared == null) {
      throw new IllegalStateException("the real files are served before any test");
    }
    return shared;
  }

  private static List<ArchiveFile> everyMonth() throws Exception {
    List<ArchiveFile> months = new ArrayList<>();
    for (String symbol : SYMBOLS) {
      rig().list(series(symbol), "2020-01-01T00:00:00Z", "2027-01-01T00:00:00Z").stream()
          .filter(file -> file.span() == Span.MONTH)
          .forEach(months::add);
    }
    return months;
  }

  private static String series(String symbol) {
    return "binance:swap:" + symbol + "/USDT:1m";
  }

  @Test
  void everyMonthIsReadCompletelyAndEveryValueEqualsTheText() throws Exception {
    List<ArchiveFile> months = everyMonth();
    assertThat(months).hasSize(19);
    for (ArchiveFile month : months) {
      Read read = rig().read(month);
      assertThat(read.rejected()).isEmpty();
      assertThat(read.bars()).hasSize((int) month.series().timeframe().barsIn(month.period()));
      assertThat(read.bytes()).isEqualTo(month.bytes());
      assertThat(rig().archive.publishedChecksum(month)).contains(read.sha256());
      assertEqualToText(read, FOLDER.resolve(month.path()));
    }
  }

  @Test
  void february2026OfLitecoinIsTheSameFromTheMonthAndFromTheDays() throws Exception {
    List<ArchiveFile> files =
        rig().list(series("LTC"), "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");
    assertThat(files).hasSize(29);
    assertThat(files.getFirst().name()).isEqualTo("LTCUSDT-1m-2026-02.zip");
    List<Bar> fromDays = new ArrayList<>();
    for (ArchiveFile day : files.subList(1, 29)) {
      fromDays.addAll(rig().read(day).bars());
    }
    assertThat(fromDays).hasSize(40_320).isEqualTo(rig().read(files.getFirst()).bars());
  }

  @Test
  void barsWithoutTradesAreKept() throws Exception {
    ArchiveFile file =
        rig().list(series("ALGO"), "2024-09-01T00:00:00Z", "2024-10-01T00:00:00Z").getFirst();
    List<Bar> bars = rig().read(file).bars();
    assertThat(bars).hasSize(30 * 1440);
    assertThat(bars).filteredOn(bar -> bar.volume().equals(Amount.ZERO)).hasSize(446);
  }

  /** Reads the same file by other means: the JDK's zip and split strings. */
  private static void assertEqualToText(Read read, Path zip) throws IOException {
    List<String> lines;
    try (ZipFile file = new ZipFile(zip.toFile())) {
      byte[] text = file.getInputStream(file.entries().nextElement()).readAllBytes();
      lines = new String(text, StandardCharsets.US_ASCII).lines().toList();
    }
    List<Bar> bars = read.bars();
    assertThat(lines).hasSize(bars.size() + 1);
    for (int i = 0; i < bars.size(); i++) {
      assertThat(bars.get(i)).isEqualTo(bar(lines.get(i + 1)));
    }
  }

  private static Bar bar(String line) {
    String[] field = line.split(",", -1);
    return new Bar(
        Long.parseLong(field[0]),
        amount(field[1]),
        amount(field[2]),
        amount(field[3]),
        amount(field[4]),
        amount(field[5]),
        amount(field[7]),
        Long.parseLong(field[8]),
        amount(field[9]),
        amount(field[10]));
  }

  private static Amount amount(String text) {
    return Amount.of(new BigDecimal(text));
  }
}
