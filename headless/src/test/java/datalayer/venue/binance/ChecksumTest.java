package datalayer.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveServer;
import datalayer.simulator.Fault;
import datalayer.simulator.FaultScript;
import datalayer.simulator.PackedFile;
import datalayer.venue.ArchiveFetch;
import datalayer.venue.ArchiveFetch.Absent;
import datalayer.venue.ArchiveFetch.Quarantined;
import datalayer.venue.ArchiveFetch.Read;
import datalayer.venue.ArchiveFetch.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checksum comes first: what it may say, and what is then made of the file. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class ChecksumTest {

  private static final String ZIP = "\\.zip$";
  private static final String CHECKSUM = "\\.CHECKSUM$";

  @TempDir Path temp;
  private ArchiveRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new ArchiveRig(ArchiveServer.empty(), temp);
    rig.server.put(ArchiveDay.PACKED);
  }

  @AfterEach
  void stop() {
    rig.close();
    assertThat(rig.server.faults().unfired()).as("every fault that was asked for fired").isEmpty();
  }

  @Test
  void aFileThatIsNotPublishedIsAbsent() throws Exception {
    rig.server.remove(ArchiveDay.PACKED.key());
    rig.server.remove(ArchiveDay.PACKED.checksumKey());
    assertThat(rig.archive.fetch(ArchiveDay.FILE)).isEqualTo(new Absent(ArchiveDay.FILE));
    assertThat(rig.archive.publishedChecksum(ArchiveDay.FILE)).isEmpty();
  }

  @Test
  void aChecksumWithoutItsFileIsAFileThatIsNotPublishedYet() throws Exception {
    rig.server.remove(ArchiveDay.PACKED.key());
    assertThat(rig.archive.fetch(ArchiveDay.FILE)).isEqualTo(new Absent(ArchiveDay.FILE));
  }

  @Test
  void aFileWithoutAChecksumIsNotTrusted() throws Exception {
    rig.server.remove(ArchiveDay.PACKED.checksumKey());
    assertThat(rig.archive.fetch(ArchiveDay.FILE))
        .isEqualTo(
            new Unavailable(
                ArchiveDay.FILE,
                "LTCUSDT-1m-2026-03-01.zip is published without a .CHECKSUM, so it cannot be"
                    + " trusted; retry later: the checksum may follow",
                null));
  }

  static Stream<Arguments> checksums() {
    String digits = "0".repeat(64);
    return Stream.of(
        arguments(
            "<html>no</html>",
            "its .CHECKSUM says \"<html>no</html>\", which is not 64 hexadecimal digits and a name"),
        arguments("", "its .CHECKSUM says \"\", which is not 64 hexadecimal digits and a name"),
        arguments(
            digits,
            "its .CHECKSUM says \"" + digits + "\", which is not 64 hexadecimal digits and a name"),
        arguments(
            digits.substring(1) + "  LTCUSDT-1m-2026-03-01.zip",
            "its .CHECKSUM says \""
                + digits.substring(1)
                + "  LTCUSDT-1m-2026…\", which is not 64 hexadecimal digits and a name"),
        arguments(
            digits + "  LTCUSDT-1m-2026-03-02.zip",
            "its .CHECKSUM is for another file, \"LTCUSDT-1m-2026-03-02.zip\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("checksums")
  void aChecksumThatMakesNoSenseIsQuarantined(String text, String reason) throws Exception {
    rig.server.faults().always(CHECKSUM, Fault.body(text));
    Path kept =
        rig.quarantine.resolve(
            "data_futures_um_daily_klines_LTCUSDT_1m_LTCUSDT-1m-2026-03-01.zip.CHECKSUM");
    assertThat(rig.archive.fetch(ArchiveDay.FILE)).isEqualTo(quarantined(reason, kept));
    assertThat(kept).hasContent(text);
    assertThat(rig.server.requests()).as("the zip is not asked for").hasSize(2);
  }

  @Test
  void aFlippedByteIsLookedAtTwiceAndThenKeptForALook() throws Exception {
    FaultScript.Entry flip = rig.server.faults().always(ZIP, Fault.flipByte(500));
    byte[] flipped = ArchiveDay.PACKED.bytes().clone();
    flipped[500] ^= 1;
    String got = ArchiveFiles.sha256(flipped).substring(0, 12);
    String published = ArchiveFiles.sha256(ArchiveDay.PACKED.bytes()).substring(0, 12);
    Path kept =
        rig.quarantine.resolve(
            "data_futures_um_daily_klines_LTCUSDT_1m_LTCUSDT-1m-2026-03-01." + got + ".zip");
    assertThat(rig.archive.fetch(ArchiveDay.FILE))
        .isEqualTo(
            quarantined("its SHA-256 is " + got + "…, published is " + published + "…", kept));
    assertThat(Files.readAllBytes(kept)).isEqualTo(flipped);
    assertThat(flip.fired()).isEqualTo(2);
    assertThat(ArchiveRig.names(rig.spool)).isEmpty();
  }

  @Test
  void aFileReplacedBetweenTheTwoRequestsIsReadAtTheSecondLook() throws Exception {
    PackedFile older = ArchiveDay.FILES.day(ArchiveDay.DATE, ArchiveDay.BARS.subList(0, 100));
    rig.server.faults().add(CHECKSUM, Fault.body(older.checksum()), 1);
    Read read = rig.read(ArchiveDay.FILE);
    assertThat(read.bars()).isEqualTo(ArchiveDay.BARS);
    assertThat(read.sha256()).isEqualTo(ArchiveFiles.sha256(ArchiveDay.PACKED.bytes()));
    assertThat(ArchiveRig.names(rig.quarantine)).isEmpty();
  }

  @Test
  void aReplacedFileShowsByItsPublishedChecksum() throws Exception {
    String before = rig.archive.publishedChecksum(ArchiveDay.FILE).orElseThrow();
    PackedFile newer = ArchiveDay.FILES.day(ArchiveDay.DATE, ArchiveDay.BARS.subList(0, 100));
    rig.server.put(newer);
    assertThat(rig.archive.publishedChecksum(ArchiveDay.FILE))
        .contains(ArchiveFiles.sha256(newer.bytes()))
        .isNotEqualTo(before);
  }

  @Test
  void aChecksumInUpperCaseAndWithAStarIsTheSame() throws Exception {
    String text = ArchiveDay.PACKED.checksum();
    rig.server.put(
        ArchiveDay.PACKED.checksumKey(),
        (text.substring(0, 64).toUpperCase(Locale.ROOT) + " *" + text.substring(66))
            .getBytes(StandardCharsets.UTF_8));
    assertThat(rig.archive.fetch(ArchiveDay.FILE)).isInstanceOf(Read.class);
  }

  private static ArchiveFetch quarantined(String reason, Path kept) {
    return new Quarantined(
        ArchiveDay.FILE,
        kept,
        ("LTCUSDT-1m-2026-03-01.zip: %s. None of its rows counts; it is kept at %s."
                + " Retry later: Binance replaces faulty files")
            .formatted(reason, kept));
  }
}
