package datalayer.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveServerTest {

  private static final ArchiveFiles FILES = ArchiveFiles.spot("BTCUSDT", Timeframe.H1);

  @TempDir Path folder;
  private ArchiveServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void serve() throws IOException {
    Files.createDirectories(folder.resolve("data/a"));
    Files.writeString(folder.resolve("data/a/1.zip"), "one");
    Files.writeString(folder.resolve("data/a/2.zip"), "two");
    Files.writeString(folder.resolve("data/3.zip"), "three");
    server = ArchiveServer.serving(folder);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private HttpResponse<String> ask(String method, URI address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> file(String path) throws Exception {
    return ask("GET", URI.create(server.archiveAddress() + path));
  }

  private String listing(String query) throws Exception {
    return ask("GET", URI.create(server.listingAddress() + query)).body();
  }

  private static List<String> found(String element, String xml) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(xml);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void filesAreServedAndWhatIsAbsentIs404() throws Exception {
    assertThat(file("/data/a/1.zip").body()).isEqualTo("one");
    HttpResponse<String> absent = file("/data/a/9.zip");
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(absent.body()).contains("<Code>NoSuchKey</Code>", "<Key>data/a/9.zip</Key>");
  }

  @Test
  void aHeadTellsTheSize() throws Exception {
    HttpResponse<String> head = ask("HEAD", URI.create(server.archiveAddress() + "/data/3.zip"));
    assertThat(head.headers().firstValue("Content-Length")).contains("5");
    assertThat(head.body()).isEmpty();
  }

  @Test
  void nothingOutsideTheFolderIsServed() throws Exception {
    Path secret = Files.writeString(folder.resolveSibling(folder.getFileName() + "-secret"), "x");
    assertThat(file("/../" + secret.getFileName()).statusCode()).isEqualTo(404);
    assertThat(file("/data/%2e%2e/%2e%2e/" + secret.getFileName()).statusCode()).isEqualTo(404);
    Files.createSymbolicLink(folder.resolve("link.zip"), secret);
    assertThat(file("/link.zip").statusCode()).isEqualTo(404);
    Files.delete(secret);
  }

  @Test
  void theListingFoldsAtTheDelimiter() throws Exception {
    String page = listing("?delimiter=/&prefix=data/");
    assertThat(found("Key", page)).containsExactly("data/3.zip");
    assertThat(found("Prefix", page)).containsExactly("data/", "data/a/");
    assertThat(found("IsTruncated", page)).containsExactly("false");
    assertThat(page).contains("xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"");
  }

  @Test
  void theNextMarkerComesOnlyWithADelimiter() throws Exception {
    String folded = listing("?delimiter=/&prefix=data/a/&max-keys=1");
    assertThat(found("NextMarker", folded)).containsExactly("data/a/1.zip");
    String flat = listing("?prefix=data/&max-keys=1");
    assertThat(found("NextMarker", flat)).isEmpty();
    assertThat(found("Key", flat)).containsExactly("data/3.zip");
    assertThat(found("IsTruncated", flat)).containsExactly("true");
    assertThat(found("Key", listing("?prefix=data/&max-keys=9&marker=data/3.zip")))
        .containsExactly("data/a/1.zip", "data/a/2.zip");
  }

  @Test
  void aFolderIsNotListedAgainBehindItsMarker() throws Exception {
    String first = listing("?delimiter=/&prefix=data/&max-keys=1");
    assertThat(found("NextMarker", first)).containsExactly("data/3.zip");
    String second = listing("?delimiter=/&prefix=data/&max-keys=1&marker=data/3.zip");
    assertThat(found("Prefix", second)).containsExactly("data/", "data/a/");
    assertThat(found("Prefix", listing("?delimiter=/&prefix=data/&marker=data/a/")))
        .containsExactly("data/");
  }

  @Test
  void filesCanBePutOverTheFolderAndTakenAway() throws Exception {
    server.put("data/a/1.zip", "changed".getBytes(StandardCharsets.UTF_8));
    server.remove("data/a/2.zip");
    assertThat(file("/data/a/1.zip").body()).isEqualTo("changed");
    assertThat(file("/data/a/2.zip").statusCode()).isEqualTo(404);
    assertThat(found("Size", listing("?prefix=data/a/"))).containsExactly("7");
  }

  @Test
  void everyRequestIsWrittenDownAndEveryFaultCounted() throws Exception {
    FaultScript.Entry fault = server.faults().add("1\\.zip$", Fault.status(503), 1);
    FaultScript.Entry other = server.faults().always("nothing like this", Fault.status(503));
    assertThat(file("/data/a/1.zip").statusCode()).isEqualTo(503);
    assertThat(file("/data/a/1.zip").statusCode()).isEqualTo(200);
    assertThat(fault.fired()).isEqualTo(1);
    assertThat(server.faults().unfired()).containsExactly(other);
    assertThat(server.requests())
        .extracting(ServedRequest::path, ServedRequest::status, ServedRequest::bytes)
        .containsExactly(tuple("/data/a/1.zip", 503, 0L), tuple("/data/a/1.zip", 200, 3L));
  }

  @Test
  void theSameTruthMakesTheSameFile() {
    LocalDate day = LocalDate.of(2026, 3, 1);
    TimeRange range =
        new TimeRange(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z"));
    PackedFile first = FILES.day(day, new BarWalk(1, Timeframe.H1).over(range));
    PackedFile again = FILES.day(day, new BarWalk(1, Timeframe.H1).over(range));
    assertThat(first.checksum())
        .isEqualTo(again.checksum())
        .matches("[0-9a-f]{64}  BTCUSDT-1h-2026-03-01\\.zip\n")
        .isNotEqualTo(FILES.day(day, new BarWalk(2, Timeframe.H1).over(range)).checksum());
    String text =
        new String(FILES.text(new BarWalk(1, Timeframe.H1).over(range)), StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(24).allMatch(line -> line.split(",", -1).length == 12);
    assertThat(text).startsWith("1772323200000000,100.00000000,").contains(",1772326799999999,");
  }
}
