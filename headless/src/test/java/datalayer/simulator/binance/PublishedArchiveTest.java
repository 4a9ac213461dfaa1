package datalayer.simulator.binance;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.truth.MarketScript;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PublishedArchiveTest {

  private static final String SPOT_DAYS = "data/spot/daily/klines/LTCUSDT/1m/LTCUSDT-1m-";
  private static final String SWAP_DAYS = "data/futures/um/daily/klines/LTCUSDT/1m/LTCUSDT-1m-";
  private static final String MONTHS = "data/spot/monthly/klines/LTCUSDT/1h/LTCUSDT-1h-";

  private Rig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new Rig();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private HttpResponse<byte[]> file(String key) throws Exception {
    return rig.bytes(rig.address("ARCHIVE_URL") + "/" + key);
  }

  private int status(String key) throws Exception {
    return file(key).statusCode();
  }

  private List<String> lines(String key) throws Exception {
    HttpResponse<byte[]> zip = file(key);
    assertThat(zip.statusCode()).isEqualTo(200);
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
      ZipEntry entry = Objects.requireNonNull(in.getNextEntry());
      String name = key.substring(key.lastIndexOf('/') + 1);
      assertThat(entry.getName()).isEqualTo(name.replace(".zip", ".csv"));
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      assertThat(in.getNextEntry()).isNull();
      return lines;
    }
  }

  private static Bar bar(String line, long unit) {
    String[] c = line.split(",", -1);
    assertThat(c).hasSize(12);
    return new Bar(
        Long.parseLong(c[0]) / unit,
        Amount.parse(c[1]),
        Amount.parse(c[2]),
        Amount.parse(c[3]),
        Amount.parse(c[4]),
        Amount.parse(c[5]),
        Amount.parse(c[7]),
        Long.parseLong(c[8]),
        Amount.parse(c[9]),
        Amount.parse(c[10]));
  }

  private String listing(String query) throws Exception {
    return rig.ask(rig.address("ARCHIVE_LISTING_URL") + "?" + query).body();
  }

  @Test
  void spotFilesHaveNoHeaderAndCountMicrosecondsFrom2025On() throws Exception {
    List<String> micros = lines(SPOT_DAYS + "2025-01-01.zip");
    assertThat(micros.getFirst()).startsWith("1735689600000000,").contains(",1735689659999999,");
    assertThat(micros.stream().map(line -> bar(line, 1000)).toList())
        .isEqualTo(rig.truth(Rig.SPOT, "2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z"));
    List<String> millis = lines(SPOT_DAYS + "2024-12-31.zip");
    assertThat(millis.getFirst()).startsWith("1735603200000,").contains(",1735603259999,");
    assertThat(millis.stream().map(line -> bar(line, 1)).toList())
        .isEqualTo(rig.truth(Rig.SPOT, "2024-12-31T00:00:00Z", "2025-01-01T00:00:00Z"));
  }

  @Test
  void futuresFilesHaveAHeaderFrom2022OnAndCountMilliseconds() throws Exception {
    List<String> lines = lines(SWAP_DAYS + "2026-03-01.zip");
    assertThat(lines.getFirst()).isEqualTo(ArchiveFiles.HEADER);
    assertThat(lines.stream().skip(1).map(line -> bar(line, 1)).toList())
        .isEqualTo(rig.truth(Rig.SWAP, "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"));
    assertThat(lines(SWAP_DAYS + "2021-12-31.zip")).hasSize(1440);
  }

  @Test
  void monthsHoldWhatTheirDaysHold() throws Exception {
    assertThat(lines(MONTHS + "2024-02.zip").stream().map(line -> bar(line, 1)).toList())
        .hasSize(29 * 24)
        .isEqualTo(
            rig.truth(
                new Series(Rig.SPOT.instrument(), Timeframe.H1),
                "2024-02-01T00:00:00Z",
                "2024-03-01T00:00:00Z"));
  }

  @Test
  void theChecksumIsThatOfTheZip() throws Exception {
    byte[] zip = file(SPOT_DAYS + "2026-03-01.zip").body();
    assertThat(file(SPOT_DAYS + "2026-03-01.zip.CHECKSUM").body())
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo(ArchiveFiles.sha256(zip) + "  LTCUSDT-1m-2026-03-01.zip\n");
  }

  @Test
  void theFirstDayIsPartial() throws Exception {
    assertThat(lines(SPOT_DAYS + "2017-12-13.zip")).hasSize(1440 - 212);
    assertThat(status(SPOT_DAYS + "2017-12-12.zip")).isEqualTo(404);
    assertThat(status(SPOT_DAYS + "2017-02-31.zip")).isEqualTo(404);
    assertThat(status("data/spot/daily/klines/NOSUCH/1m/NOSUCH-1m-2026-03-01.zip")).isEqualTo(404);
  }

  @Test
  void filesAppearWhenTheyArePublished() throws Exception {
    String day = SPOT_DAYS + "2026-03-10.zip";
    rig.binance.clock().set(Instant.parse("2026-03-11T07:59:59Z"));
    assertThat(status(day)).isEqualTo(404);
    assertThat(status(day + ".CHECKSUM")).isEqualTo(404);
    rig.binance.clock().set(Instant.parse("2026-03-11T08:00:00Z"));
    assertThat(status(day)).isEqualTo(200);

    rig.binance.clock().set(Instant.parse("2026-04-06T07:59:59Z"));
    assertThat(status(MONTHS + "2026-03.zip")).as("before the first Monday").isEqualTo(404);
    assertThat(listing("prefix=" + MONTHS)).contains("2026-02.zip").doesNotContain("2026-03.zip");
    rig.binance.clock().set(Instant.parse("2026-04-06T08:00:00Z"));
    assertThat(status(MONTHS + "2026-03.zip")).isEqualTo(200);
    assertThat(listing("prefix=" + MONTHS)).contains("2026-03.zip");
  }

  @Test
  void filesCanBeLateOrNeverCome() throws Exception {
    rig.binance.publications().late("2026-03-08", Duration.ofDays(3));
    rig.binance.publications().missing("LTCUSDT-1m-2026-03-07");
    rig.binance.publications().missing("no such file");

    assertThat(status(SPOT_DAYS + "2026-03-08.zip")).isEqualTo(404);
    assertThat(status(SPOT_DAYS + "2026-03-07.zip")).isEqualTo(404);
    assertThat(listing("prefix=" + SPOT_DAYS + "2026-03-0"))
        .contains("2026-03-06.zip")
        .doesNotContain("2026-03-07.zip", "2026-03-08.zip");
    rig.binance.clock().set(Instant.parse("2026-03-12T08:00:00Z"));
    assertThat(status(SPOT_DAYS + "2026-03-08.zip")).isEqualTo(200);
    assertThat(rig.binance.unfired()).singleElement().asString().contains("no such file");
  }

  @Test
  void filesThatLackBarsAreReplaced() throws Exception {
    String day = SPOT_DAYS + "2026-03-08.zip";
    Instant repaired = Instant.parse("2026-03-11T00:00:00Z");
    rig.binance
        .publications()
        .lacking(
            "spot/daily.*2026-03-08",
            new TimeRange(
                Instant.parse("2026-03-08T06:00:00Z"), Instant.parse("2026-03-08T07:00:00Z")),
            repaired);

    assertThat(lines(day)).hasSize(1380);
    String checksum = new String(file(day + ".CHECKSUM").body(), StandardCharsets.US_ASCII);
    rig.binance.clock().set(repaired);
    assertThat(lines(day)).hasSize(1440);
    assertThat(new String(file(day + ".CHECKSUM").body(), StandardCharsets.US_ASCII))
        .isNotEqualTo(checksum);
    assertThat(listing("prefix=" + day)).contains("<LastModified>2026-03-11T00:00:00Z<");
  }

  @Test
  void amendedBarsReplaceTheirFiles() throws Exception {
    String day = SPOT_DAYS + "2026-03-08.zip";
    TimeRange minute =
        new TimeRange(Instant.parse("2026-03-08T06:00:00Z"), Instant.parse("2026-03-08T06:01:00Z"));
    MarketScript.Amendment amendment =
        rig.binance
            .truth()
            .script()
            .amend(
                MarketScript.only(Rig.SPOT.instrument()),
                minute,
                Instant.parse("2026-03-11T00:00:00Z"));

    List<String> first = lines(day);
    rig.binance.clock().set(Instant.parse("2026-03-11T00:00:00Z"));
    List<String> second = lines(day);

    assertThat(first).hasSameSizeAs(second).isNotEqualTo(second);
    assertThat(second.stream().map(line -> bar(line, 1000)).toList())
        .isEqualTo(rig.truth(Rig.SPOT, "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z"));
    assertThat(amendment.told()).isPositive();
    assertThat(status(SWAP_DAYS + "2026-03-08.zip")).isEqualTo(200);
  }

  @Test
  void aDayWithoutBarsHasNoFile() throws Exception {
    rig.binance
        .truth()
        .script()
        .outage(
            MarketScript.only(Rig.SPOT.instrument()),
            new TimeRange(
                Instant.parse("2026-03-07T12:00:00Z"), Instant.parse("2026-03-09T00:01:00Z")));

    assertThat(status(SPOT_DAYS + "2026-03-08.zip")).isEqualTo(404);
    assertThat(lines(SPOT_DAYS + "2026-03-07.zip")).hasSize(720);
  }

  /** Who remembers the size of what was read must not take the file for another one. */
  @Test
  void theListingTellsTheTrueSizeOfAFileThatWasFetched() throws Exception {
    String key = SPOT_DAYS + "2026-03-01.zip";
    int bytes = file(key).body().length;
    assertThat(listing("list-type=2&prefix=" + key)).contains("<Size>" + bytes + "</Size>");
  }

  @Test
  void theListingIsPagedAndFolded() throws Exception {
    String page = listing("delimiter=/&prefix=" + SPOT_DAYS + "&marker=" + SPOT_DAYS + "2022-01");
    assertThat(page)
        .contains("<IsTruncated>true</IsTruncated>", "LTCUSDT-1m-2022-01-01.zip</Key>")
        .doesNotContain("LTCUSDT-1m-2021-12-31.zip")
        .contains("<NextMarker>" + SPOT_DAYS + "2023-05-15.zip.CHECKSUM</NextMarker>");
    assertThat(listing("delimiter=/&prefix=data/futures/um/daily/klines/"))
        .contains("<Prefix>data/futures/um/daily/klines/1000PEPEUSDT/</Prefix>")
        .contains("<IsTruncated>false</IsTruncated>")
        .doesNotContain("<Key>", "BTCUSDT_261225");
  }
}
