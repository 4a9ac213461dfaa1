package datalayer.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveServer;
import datalayer.simulator.Fault;
import datalayer.simulator.ServedRequest;
import datalayer.venue.ArchiveFile;
import datalayer.venue.VenueUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Finding the files of a range: by the bucket's listing, and by name where there is none. */
final class ArchiveListTest {

  private static final String SERIES = "binance:spot:BTC/USDT:1m";
  private static final String LISTING = "GET /data.binance.vision";
  private static final ArchiveFiles FILES = ArchiveFiles.spot("BTCUSDT", Timeframe.M1);
  private static final String DAYS = "data/spot/daily/klines/BTCUSDT/1m/";

  @TempDir Path temp;
  private ArchiveServer server;
  private ArchiveRig rig;

  @BeforeEach
  void start() throws IOException {
    server = ArchiveServer.empty();
    rig = new ArchiveRig(server, temp);
    for (YearMonth month = YearMonth.of(2025, 11);
        month.isBefore(YearMonth.of(2026, 3));
        month = month.plusMonths(1)) {
      server.put(FILES.month(month, List.of()));
    }
    for (LocalDate day = LocalDate.of(2026, 1, 1);
        day.isBefore(LocalDate.of(2026, 3, 5));
        day = day.plusDays(1)) {
      server.put(FILES.day(day, List.of()));
    }
  }

  @AfterEach
  void stop() {
    rig.close();
    assertThat(server.faults().unfired()).isEmpty();
  }

  private static List<String> names(List<ArchiveFile> files) {
    return files.stream().map(ArchiveFile::name).toList();
  }

  private List<String> names(ArchiveRig asked, String from, String to) throws Exception {
    return names(asked.list(SERIES, from, to));
  }

  @Test
  void monthsComeBeforeDaysAndOnlyThoseThatTouchTheRange() throws Exception {
    assertThat(names(rig, "2026-02-27T23:59:00Z", "2026-03-02T00:00:00Z"))
        .containsExactly(
            "BTCUSDT-1m-2026-02.zip",
            "BTCUSDT-1m-2026-02-27.zip",
            "BTCUSDT-1m-2026-02-28.zip",
            "BTCUSDT-1m-2026-03-01.zip");
    assertThat(server.requests()).as("one page of each kind").hasSize(2);
  }

  @Test
  void sizesAndPeriodsAreGiven() throws Exception {
    ArchiveFile month = rig.list(SERIES, "2026-02-01T00:00:00Z", "2026-02-01T00:01:00Z").getFirst();
    assertThat(month.bytes())
        .isEqualTo(FILES.month(YearMonth.of(2026, 2), List.of()).bytes().length);
    assertThat(month.period()).hasToString("2026-02-01T00:00:00Z/2026-03-01T00:00:00Z");
    assertThat(month.path())
        .isEqualTo("data/spot/monthly/klines/BTCUSDT/1m/BTCUSDT-1m-2026-02.zip");
  }

  @Test
  void anEmptyRangeHasNoFilesAndCostsNothing() throws Exception {
    assertThat(names(rig, "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z")).isEmpty();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aRangeWithoutFilesIsEmpty() throws Exception {
    assertThat(names(rig, "2019-01-01T00:00:00Z", "2019-03-01T00:00:00Z")).isEmpty();
  }

  /**
   * With and without the name of the next page, and with pages that end between zip and checksum.
   */
  @Test
  void everyPageIsRead() throws Exception {
    List<String> whole = names(rig, "2025-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
    assertThat(whole).hasSize(4 + 63).doesNotHaveDuplicates();
    for (int size : new int[] {1, 2, 3, 7, 50}) {
      server.pageSize(size);
      assertThat(names(rig, "2025-01-01T00:00:00Z", "2027-01-01T00:00:00Z"))
          .as("pages of %d", size)
          .isEqualTo(whole);
    }
  }

  @Test
  void namesThatAreNotExactlyAsTheyShouldBeArePassedOver() throws Exception {
    for (String name :
        List.of(
            "BTCUSDT-1m-2026-02-30.zip",
            "BTCUSDT-1m-2026-2-03.zip",
            "BTCUSDT-1m-2026-02-03.zip.old",
            "BTCUSDT-1m-2026-02-03 (1).zip",
            "BTCUSDT-1m-../../x.zip",
            "BTCUSDT-1m-.zip",
            "BTCUSDT-1m-2026-02-03.zip/inner.zip",
            "OTHER-1m-2026-02-03.zip")) {
      server.put(DAYS + name, new byte[1]);
    }
    assertThat(names(rig, "2026-02-03T00:00:00Z", "2026-02-04T00:00:00Z"))
        .containsExactly("BTCUSDT-1m-2026-02.zip", "BTCUSDT-1m-2026-02-03.zip");
  }

  static Stream<Arguments> uselessListings() {
    String bomb =
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>"
            + "<ListBucketResult><Prefix>&d;</Prefix></ListBucketResult>";
    String loop =
        "<ListBucketResult><IsTruncated>true</IsTruncated><NextMarker>a</NextMarker>"
            + "</ListBucketResult>";
    String stuck = "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>";
    return Stream.of(
        arguments("404", Fault.status(404)),
        arguments("403", Fault.status(403)),
        arguments("a redirect", new Fault.Redirect("http://elsewhere.example/")),
        arguments("a web page", Fault.body("<html><body>Sorry</body></html>")),
        arguments("nothing", Fault.body("")),
        arguments("half a page", Fault.body("<ListBucketResult><Contents><Key>x</Key>")),
        arguments("an external entity", Fault.body(external("file:///etc/hostname"))),
        arguments("an entity over HTTP", Fault.body(external("http://127.0.0.1:9/x"))),
        arguments("billion laughs", Fault.body(bomb)),
        arguments("pages in a circle", Fault.body(loop)),
        arguments("pages without a next", Fault.body(stuck)),
        arguments("a size that is no number", Fault.body(contents("<Size>big</Size>"))),
        arguments("not even text", Fault.body(new byte[] {0, 1, 2, (byte) 0xff})));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uselessListings")
  void whereTheListingIsOfNoUseNamesAreAskedFor(String what, Fault fault) throws Exception {
    server.faults().always(LISTING, fault);
    assertThat(names(rig, "2026-02-28T00:00:00Z", "2026-03-02T00:00:00Z"))
        .containsExactly(
            "BTCUSDT-1m-2026-02.zip", "BTCUSDT-1m-2026-02-28.zip", "BTCUSDT-1m-2026-03-01.zip");
    assertThat(server.requests()).filteredOn(r -> r.method().equals("HEAD")).hasSize(3);
  }

  @Test
  void aBucketThatDoesNotAnswerIsReported() {
    server.faults().always(LISTING, Fault.status(500));
    assertThatThrownBy(() -> names(rig, "2026-02-28T00:00:00Z", "2026-03-02T00:00:00Z"))
        .isInstanceOf(VenueUnavailableException.class)
        .hasMessageStartingWith("Binance's archive cannot be listed: http://127.0.0.1:")
        .hasMessageEndingWith(
            "it answered 500 (tried 3 times). Check the connection and"
                + " BINANCE__ARCHIVE_LISTING_URL; empty, files are asked for by name");
  }

  @Test
  void withoutAListingOnlyNamesThatMayExistAreAskedFor() throws Exception {
    try (ArchiveRig probing = ArchiveRig.withoutListing(server, temp.resolve("probing"))) {
      assertThat(names(probing, "2026-02-27T00:00:00Z", "2030-01-01T00:00:00Z"))
          .startsWith("BTCUSDT-1m-2026-02.zip", "BTCUSDT-1m-2026-02-27.zip")
          .endsWith("BTCUSDT-1m-2026-03-04.zip")
          .hasSize(7);
      assertThat(server.requests())
          .as("nothing of the future: not March, not today")
          .hasSize(7)
          .extracting(ServedRequest::path)
          .noneMatch(path -> path.contains("2026-03-05") || path.endsWith("-2026-03.zip"));
    }
  }

  @Test
  void nothingIsAskedForBeforeTheMarketOpened() throws Exception {
    try (ArchiveRig probing = ArchiveRig.withoutListing(server, temp.resolve("probing"))) {
      assertThat(names(probing, "1970-01-01T00:00:00Z", "2017-07-03T00:00:00Z")).isEmpty();
      assertThat(server.requests()).as("July 2017 and its first two days").hasSize(3);
    }
  }

  @Test
  void probedFilesHaveASize() throws Exception {
    try (ArchiveRig probing = ArchiveRig.withoutListing(server, temp.resolve("probing"))) {
      assertThat(probing.list(SERIES, "2026-02-27T00:00:00Z", "2026-02-28T00:00:00Z"))
          .extracting(ArchiveFile::bytes)
          .doesNotContain(ArchiveFile.UNKNOWN_SIZE);
    }
  }

  @Test
  void aMirrorWithoutHeadIsAskedForChecksums() throws Exception {
    server.faults().always("^HEAD ", Fault.status(405));
    try (ArchiveRig probing = ArchiveRig.withoutListing(server, temp.resolve("probing"))) {
      assertThat(names(probing, "2026-02-27T00:00:00Z", "2026-03-10T00:00:00Z")).hasSize(7);
    }
  }

  @Test
  void anArchiveThatForbidsIsNotTakenForAnEmptyOne() throws Exception {
    server.faults().always("^HEAD ", Fault.status(403));
    try (ArchiveRig probing = ArchiveRig.withoutListing(server, temp.resolve("probing"))) {
      assertThatThrownBy(() -> names(probing, "2026-02-27T00:00:00Z", "2026-03-01T00:00:00Z"))
          .isInstanceOf(VenueUnavailableException.class)
          .hasMessage(
              "Binance's archive cannot be asked for files: "
                  + server.archiveAddress()
                  + ": it forbids the request (403): a firewall or a ban of this address. Check the"
                  + " connection and BINANCE__ARCHIVE_URL");
    }
  }

  private static String external(String address) {
    return "<!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]><ListBucketResult><Prefix>&e;</Prefix></ListBucketResult>"
        .formatted(address);
  }

  private static String contents(String inner) {
    return "<ListBucketResult><Contents><Key>x</Key>" + inner + "</Contents></ListBucketResult>";
  }
}
