package datalayer.simulator.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AdminTest {

  private Rig rig;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    rig = new Rig();
  }

  @AfterEach
  void stop() {
    client.close();
    rig.close();
  }

  private HttpResponse<String> ask(String method, String path, Map<String, String> query)
      throws IOException, InterruptedException {
    String parameters =
        query.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    URI address =
        URI.create(rig.binance.addresses().get("SIMULATOR__ADMIN_URL") + path + "?" + parameters);
    return client.send(
        HttpRequest.newBuilder(address).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  @Test
  void theTruthIsToBeHad() throws Exception {
    String series = Rig.SPOT.toString();
    String rows =
        ask(
                "GET",
                "/truth",
                Map.of(
                    "series", series,
                    "start", "2026-03-01T00:00:00Z",
                    "end", "2026-03-01T00:02:00Z"))
            .body();
    assertThat(rows).startsWith("[[1772323200000,\"").contains("],[1772323260000,\"");
    assertThat(ask("GET", "/truth/hash", Map.of("series", series, "day", "2026-03-01")).body())
        .isEqualTo(
            "{\"sha256\":\"%s\"}"
                .formatted(rig.binance.truth().hash(Rig.SPOT, LocalDate.of(2026, 3, 1))));
    assertThat(ask("GET", "/listings", Map.of()).body()).contains("binance:spot:LTC/USDT");
  }

  @Test
  void faultsAndHappeningsCanBeAskedFor() throws Exception {
    ask("POST", "/faults", Map.of("fault", "status", "code", "503", "target", "/time"));
    ask(
        "POST",
        "/outages",
        Map.of(
            "instruments", ":spot:",
            "start", "2026-03-10T12:00:00Z",
            "end", "2026-03-10T13:00:00Z"));
    assertThat(ask("GET", "/unfired", Map.of()).body()).contains("/time");

    assertThat(rig.spot("time").statusCode()).isEqualTo(503);
    assertThat(rig.spot("klines?symbol=LTCUSDT&interval=1m&startTime=1773144000000").body())
        .isEqualTo("[]");
    assertThat(ask("GET", "/unfired", Map.of()).body()).isEqualTo("[]");
    assertThat(ask("GET", "/faults", Map.of()).body()).contains("\"fired\":1");
    assertThat(ask("DELETE", "/faults", Map.of()).body()).isEqualTo("[]");
    assertThat(ask("GET", "/requests", Map.of()).body())
        .contains("\"path\":\"/api/v3/time\"", "\"status\":503", "\"standing\":\"WITHIN\"");
    assertThat(ask("GET", "/requests", Map.of("violations", "true")).body()).isEqualTo("[]");
  }

  @Test
  void theClockCanBeMoved() throws Exception {
    assertThat(ask("POST", "/clock", Map.of("advance", "PT1H")).body())
        .isEqualTo("{\"time\":\"2026-03-10T13:34:56.789Z\",\"speed\":0.0}");
    assertThat(rig.spot("time").body()).contains("1773149696789");
  }

  @Test
  void whatIsNotUnderstoodIsExplained() throws Exception {
    HttpResponse<String> response = ask("POST", "/faults", Map.of("fault", "flood", "target", "x"));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("is no fault; there are status");
    assertThat(ask("POST", "/faults", Map.of("fault", "stall")).body())
        .contains("the parameter target is missing");
    assertThat(ask("GET", "/nothing", Map.of()).statusCode()).isEqualTo(404);
  }
}
