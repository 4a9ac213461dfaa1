package datalayer.store.engine;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Plain HTTP requests to an engine, as curl would make them. */
final class EngineHttp implements AutoCloseable {

  private final URI endpoint;
  private final String user;
  private final String password;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  EngineHttp(EngineProcess engine) {
    this(engine.endpoint(), Gate.USER, engine.token());
  }

  EngineHttp(URI endpoint, String user, String password) {
    this.endpoint = endpoint;
    this.user = user;
    this.password = password;
  }

  /** The answer's text; an error's text when it is one. */
  String query(String sql) throws IOException, InterruptedException {
    return post("", sql).body();
  }

  /** The answer's bytes. */
  byte[] bytes(String sql) throws IOException, InterruptedException {
    HttpRequest request = request("").POST(HttpRequest.BodyPublishers.ofString(sql)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  /** The answer to a POST with URL parameters such as {@code a=1&b=2}, already encoded. */
  HttpResponse<String> post(String parameters, String body)
      throws IOException, InterruptedException {
    return send(request(parameters).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> post(String parameters, byte[] body)
      throws IOException, InterruptedException {
    return send(request(parameters).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<String> fetch(String parameters) throws IOException, InterruptedException {
    return send(request(parameters).GET());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpRequest.Builder request(String parameters) {
    return anonymous("/?" + parameters)
        .header("X-ClickHouse-User", user)
        .header("X-ClickHouse-Key", password);
  }

  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path)).timeout(Duration.ofMinutes(2));
  }

  URI endpoint() {
    return endpoint;
  }

  /** Header lines for a request that is written by hand. */
  String credentials() {
    return "X-ClickHouse-User: " + user + "\r\nX-ClickHouse-Key: " + password + "\r\n";
  }

  HttpClient client() {
    return client;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
