package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in. */
final class GateTest {

  private static final EngineProcess ENGINE = TestEngine.shared();
  private static final EngineHttp HTTP = new EngineHttp(ENGINE);

  @AfterAll
  static void close() {
    HTTP.close();
  }

  private static HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.POST(HttpRequest.BodyPublishers.ofString("SELECT 1")));
  }

  private static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Test
  void theTokenMayComeInAnyOfClickHousesWays() throws Exception {
    String token = ENGINE.token();
    HttpRequest.Builder header = HTTP.anonymous("/").header("X-ClickHouse-Key", token);
    assertThat(ask(header).body()).isEqualTo("1\n");
    assertThat(ask(HTTP.anonymous("/").header("Authorization", basic("default", token))).body())
        .isEqualTo("1\n");
    assertThat(ask(HTTP.anonymous("/?user=default&password=" + token)).body()).isEqualTo("1\n");
  }

  @Test
  void whoHasNoneOrAnotherIsRefused() throws Exception {
    refused(ask(HTTP.anonymous("/")));
    refused(ask(HTTP.anonymous("/").header("X-ClickHouse-Key", "wrong")));
    refused(ask(HTTP.anonymous("/?password=wrong")));
    refused(ask(HTTP.anonymous("/?user=admin&password=" + ENGINE.token())));
    refused(ask(HTTP.anonymous("/").header("Authorization", basic("default", ""))));
    refused(ask(HTTP.anonymous("/").header("Authorization", "Basic ???")));
    refused(ask(HTTP.anonymous("/").header("Authorization", "Bearer " + ENGINE.token())));
  }

  @Test
  void webPagesAreRefused() throws Exception {
    refused(ask(HTTP.request("").header("Origin", "http://localhost:3000")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "localhost.evil.example:8123", "127.0.0.1.evil", ""})
  void aNameThatIsNotThisMachinesIsRefused(String host) throws Exception {
    assertThat(rawWithHost(host)).startsWith("HTTP/1.1 403").contains("Code: 516.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8123", "[::1]:99"})
  void aNameOfThisMachineIsServed(String host) throws Exception {
    assertThat(rawWithHost(host)).startsWith("HTTP/1.1 200");
  }

  @Test
  void aBrokenAddressIsAnswered() throws Exception {
    assertThat(raw("GET /?query=%ZZ HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 400");
    assertThat(HTTP.send(HTTP.anonymous("/nothing").GET()).statusCode()).isEqualTo(404);
  }

  private static void refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).hasValue("516");
    assertThat(answer.body())
        .startsWith("Code: 516. DB::Exception: ")
        .contains("(AUTHENTICATION_FAILED)");
  }

  private static String rawWithHost(String host) throws IOException {
    return raw(
        "GET /?query=SELECT+1&password=" + ENGINE.token() + " HTTP/1.1\r\nHost: " + host + "\r\n");
  }

  private static String raw(String head) throws IOException {
    URI endpoint = ENGINE.endpoint();
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      String request = head + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
