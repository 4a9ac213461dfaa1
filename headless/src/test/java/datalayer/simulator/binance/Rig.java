package datalayer.simulator.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A simulated Binance whose clock stands still, and somebody who asks it. */
final class Rig implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-10T12:34:56.789Z");
  static final Series SPOT = Series.parse("binance:spot:LTC/USDT:1m");
  static final Series SWAP = Series.parse("binance:swap:LTC/USDT:1m");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final SimulatedBinance binance;
  private final HttpClient client = HttpClient.newHttpClient();

  Rig() throws IOException {
    this(SimulationOptions.sample(42, NOW).atSpeed(0));
  }

  Rig(SimulationOptions options) throws IOException {
    binance = SimulatedBinance.start(options);
  }

  String address(String variable) {
    return Objects.requireNonNull(binance.addresses().get("BINANCE__" + variable));
  }

  HttpResponse<byte[]> bytes(String address) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> spot(String query, String... headers)
      throws IOException, InterruptedException {
    return ask(address("SPOT_REST_URL") + "/api/v3/" + query, headers);
  }

  HttpResponse<String> futures(String query) throws IOException, InterruptedException {
    return ask(address("FUTURES_REST_URL") + "/fapi/v1/" + query);
  }

  HttpResponse<String> ask(String address, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  List<Bar> truth(Series series, String from, String to) {
    return binance.truth().bars(series, new TimeRange(Instant.parse(from), Instant.parse(to)));
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  /** The rows of klines as bars. */
  static List<Bar> bars(HttpResponse<String> response) throws IOException {
    List<Bar> bars = new ArrayList<>();
    for (JsonNode row : json(response)) {
      bars.add(
          new Bar(
              row.get(0).asLong(),
              Amount.parse(row.get(1).asText()),
              Amount.parse(row.get(2).asText()),
              Amount.parse(row.get(3).asText()),
              Amount.parse(row.get(4).asText()),
              Amount.parse(row.get(5).asText()),
              Amount.parse(row.get(7).asText()),
              row.get(8).asLong(),
              Amount.parse(row.get(9).asText()),
              Amount.parse(row.get(10).asText())));
    }
    return bars;
  }

  @Override
  public void close() {
    client.close();
    binance.close();
  }
}
