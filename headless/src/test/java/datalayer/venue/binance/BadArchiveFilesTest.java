package datalayer.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveServer;
import datalayer.simulator.PackedFile;
import datalayer.venue.ArchiveFetch;
import datalayer.venue.ArchiveFetch.Quarantined;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files whose checksum holds and that are no files of bars all the same: each with its message. */
final class BadArchiveFilesTest {

  private static final String ROW =
      "1772323200000,54.52,54.53,54.51,54.52,1032.594,1772323259999,56294.3,232,794.2,43299.9,0\n";

  @TempDir Path temp;
  private ArchiveRig rig;

  @BeforeEach
  void start() throws IOException {
    rig =
        new ArchiveRig(
            ArchiveServer.empty(),
            temp,
            ArchiveRig.SHORT,
            false,
            new ArchiveLimits(10_000_000, 8_000_000, 200));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  static Stream<Arguments> zips() {
    byte[] text = ArchiveDay.FILES.text(ArchiveDay.BARS);
    String name = ArchiveDay.CSV_NAME;
    byte[] zip = BrokenZips.of(text, name);
    return Stream.of(
        arguments("no zip", bytes("<html>not here</html>"), "it is no zip"),
        arguments("empty file", new byte[0], "it is no zip"),
        arguments(
            "cut off",
            Arrays.copyOf(zip, zip.length - 30),
            "the zip is truncated: its end is missing"),
        arguments(
            "no entry",
            BrokenZips.of(text),
            "the zip has no entries, not the one that is expected"),
        arguments(
            "two entries",
            BrokenZips.of(text, name, "more.csv"),
            "the zip has 2 entries, not the one that is expected"),
        arguments(
            "zip slip",
            BrokenZips.of(text, "../../etc/cron.d/x"),
            "the zip holds \"../../etc/cron.d/x\" where \"" + name + "\" is expected"),
        arguments(
            "absolute name",
            BrokenZips.of(text, "/" + name),
            "the zip holds \"/" + name + "\" where \"" + name + "\" is expected"),
        arguments(
            "another day",
            BrokenZips.of(text, "LTCUSDT-1m-2026-03-02.csv"),
            "the zip holds \"LTCUSDT-1m-2026-03-02.csv\" where \"" + name + "\" is expected"),
        arguments("encrypted", BrokenZips.encrypted(zip), "the zip's entry is encrypted"),
        arguments(
            "strange method",
            BrokenZips.withMethod(zip, 14),
            "the zip's entry is compressed by method 14, not by deflate"),
        arguments(
            "two names",
            BrokenZips.withOtherLocalName(zip),
            "the zip contradicts itself: the directory says \""
                + name
                + "\", the entry \"XTCUSDT-1m-2026-03-01.csv\""),
        arguments(
            "bytes behind",
            BrokenZips.joined(zip, bytes("garbage")),
            "7 bytes follow the zip's end"),
        arguments(
            "bytes in front",
            BrokenZips.withBytesInFront(zip),
            "the zip does not start with its entry"),
        arguments(
            "bytes between",
            BrokenZips.withGap(zip),
            "the zip's directory gives its entry a wrong size"),
        arguments(
            "wrong compressed size",
            BrokenZips.withOtherCompressedSize(zip),
            "the zip's directory gives its entry a wrong size"),
        arguments(
            "wrong CRC",
            BrokenZips.withOtherCrc(zip),
            "the zip's entry does not have the CRC its directory says"),
        arguments(
            "wrong size",
            BrokenZips.withOtherSize(zip),
            String.format(
                Locale.ROOT,
                "the zip's entry unpacks to %,d bytes where its directory says %,d",
                text.length,
                text.length ^ 1)),
        arguments(
            "bomb by ratio",
            BrokenZips.of(new byte[6_000_000], name),
            "the zip's entry unpacks to more than 200 times its size"),
        arguments(
            "bomb by size",
            BrokenZips.of(digits(9_000_000), name),
            "the zip's entry unpacks to more than 8,000,000 bytes"));
  }

  static Stream<Arguments> texts() {
    String header = ArchiveFiles.HEADER + "\n";
    return Stream.of(
        arguments("nothing", "", "the CSV is empty"),
        arguments(
            "a web page",
            "<!DOCTYPE html>\n<p>Sorry</p>\n",
            "the CSV starts with \"<!DOCTYPE html>\", which is neither a header nor a row of bars"),
        arguments(
            "a blank first line",
            "\n" + ROW,
            "the CSV starts with \"\", which is neither a header nor a row of bars"),
        arguments(
            "a negative first row",
            "-" + ROW,
            "the CSV starts with \"-1772323200000,54.52,54.53,54.51,54.52,1032.594,1772323259999,56294.3,232,794.2,…\","
                + " which is neither a header nor a row of bars"),
        arguments(
            "columns swapped",
            header.replace("high,low", "low,high") + ROW,
            "the CSV's header names column 3 \"low\" where high is expected"),
        arguments(
            "mostly bad rows",
            ROW + "x\ny\n",
            "the CSV is none of bars: 2 of its first 3 rows cannot be read, the first in line 2:"
                + " it has 1 columns, 12 are expected"),
        arguments(
            "another kind of file",
            "1772323200000,8,0.0001\n1772352000000,8,0.0001\n",
            "the CSV is none of bars: 2 of its first 2 rows cannot be read, the first in line 1:"
                + " it has 3 columns, 12 are expected"),
        arguments(
            "seconds",
            header + ROW.replace("1772323200000", "1772323200"),
            "the CSV is none of bars: 1 of its first 1 rows cannot be read, the first in line 2:"
                + " column open_time: 1772323200 looks like seconds; milli- or microseconds are"
                + " expected"),
        arguments(
            "more rows than the period holds",
            ROW.repeat(7_000),
            "the CSV has more than 6,760 rows, which its period has no room for"),
        arguments(
            "garbage without end",
            "1\n".repeat(100_000),
            "the CSV is none of bars: 1,000 of its first 1,000 rows cannot be read, the first in"
                + " line 1: it has 1 columns, 12 are expected"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("zips")
  void aBrokenZipIsQuarantined(String fault, byte[] zip, String reason) throws Exception {
    assertQuarantined(ArchiveDay.FILES.dayOfZip(ArchiveDay.DATE, zip), reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void aTextThatIsNoCsvOfBarsIsQuarantined(String fault, String csv, String reason)
      throws Exception {
    assertQuarantined(ArchiveDay.FILES.day(ArchiveDay.DATE, csv), reason);
  }

  @Test
  void damagedDataIsQuarantined() throws Exception {
    byte[] zip =
        BrokenZips.withDamagedData(
            BrokenZips.of(ArchiveDay.FILES.text(ArchiveDay.BARS), ArchiveDay.CSV_NAME));
    rig.server.put(ArchiveDay.FILES.dayOfZip(ArchiveDay.DATE, zip));
    assertThat(rig.archive.fetch(ArchiveDay.FILE)).isInstanceOf(Quarantined.class);
  }

  private void assertQuarantined(PackedFile file, String reason) throws Exception {
    rig.server.put(file);
    ArchiveFetch fetched = rig.archive.fetch(ArchiveDay.FILE);
    Path kept =
        rig.quarantine.resolve(
            "data_futures_um_daily_klines_LTCUSDT_1m_LTCUSDT-1m-2026-03-01."
                + ArchiveFiles.sha256(file.bytes()).substring(0, 12)
                + ".zip");
    assertThat(fetched)
        .isEqualTo(
            new Quarantined(
                ArchiveDay.FILE,
                kept,
                ("LTCUSDT-1m-2026-03-01.zip: %s. None of its rows counts; it is kept at %s."
                        + " Retry later: Binance replaces faulty files")
                    .formatted(reason, kept)));
    assertThat(Files.readAllBytes(kept)).isEqualTo(file.bytes());
    assertThat(ArchiveRig.names(rig.spool)).isEmpty();
  }

  /** Random digits: they pack to less than half, and make one line that never ends. */
  private static byte[] digits(int length) {
    Random random = new Random(1);
    byte[] digits = new byte[length];
    for (int i = 0; i < length; i++) {
      digits[i] = (byte) ('0' + random.nextInt(10));
    }
    return digits;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
