package datalayer.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may not come in, and what they are told. Every request goes over a real socket. */
final class HostileRequestsTest {

  private static TestDoor door;

  @BeforeAll
  static void open() throws IOException {
    door = new TestDoor(TestDoor.TIGHT);
  }

  @AfterAll
  static void close() {
    door.close();
  }

  /**
   * A request and its answer.
   *
   * @param says what the body must hold
   */
  private record Case(String name, String request, int status, String says) {}

  private static String own() {
    return "Host: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
        + door.token.reveal()
        + "\r\n";
  }

  private static String get(String path, String headers) {
    return "GET " + path + " HTTP/1.1\r\n" + headers + "\r\n";
  }

  private static String post(String path, String type, String body) {
    return "POST %s HTTP/1.1\r\n%sContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, own(), type, body.length(), body);
  }

  private static String json(String path, String body) {
    return post(path, "application/json", body);
  }

  private static List<Case> cases() {
    String plan = "/api/v1/plan";
    String close = "Connection: close\r\n";
    String token = "Authorization: Bearer " + door.token.reveal() + "\r\n";
    List<Case> cases = new ArrayList<>();
    // Host and Origin
    cases.add(
        new Case(
            "rebound name",
            get("/livez", close + "Host: evil.example:8088\r\n"),
            421,
            "evil.example"));
    cases.add(
        new Case(
            "rebound name with the token",
            get("/api/v1/series", close + token + "Host: 127.0.0.1.evil.example\r\n"),
            421,
            "Ask 127.0.0.1 or localhost"));
    cases.add(
        new Case(
            "address of the network",
            get("/api/v1/series", close + token + "Host: 192.168.1.7:8088\r\n"),
            421,
            "loopback only"));
    cases.add(new Case("no host", get("/livez", close), 400, "Not understood"));
    cases.add(
        new Case(
            "two hosts",
            get("/livez", close + "Host: 127.0.0.1\r\nHost: evil.example\r\n"),
            400,
            "Not understood"));
    cases.add(
        new Case(
            "another host in the request line",
            get("http://evil.example/livez", close + "Host: 127.0.0.1\r\n"),
            400,
            "Not understood"));
    cases.add(
        new Case(
            "a web page",
            get("/api/v1/series", own() + "Origin: https://evil.example\r\n"),
            403,
            "web page (Origin: https://evil.example)"));
    cases.add(
        new Case(
            "a page of this machine",
            get("/api/v1/series", own() + "Origin: http://localhost:3000\r\n"),
            403,
            "Not for web pages"));
    cases.add(
        new Case(
            "a sandboxed page",
            get("/livez", own() + "Origin: null\r\n"),
            403,
            "Not for web pages"));
    cases.add(
        new Case(
            "an image of a page",
            get("/livez", own() + "Sec-Fetch-Site: cross-site\r\n"),
            403,
            "Not for web pages"));
    cases.add(
        new Case(
            "a preflight",
            "OPTIONS /api/v1/runs HTTP/1.1\r\n"
                + own()
                + "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n",
            403,
            "Not for web pages"));
    // Token
    cases.add(
        new Case(
            "no token",
            get("/api/v1/series", close + "Host: localhost\r\n"),
            401,
            "control.json in the data directory"));
    cases.add(
        new Case(
            "no token for metrics",
            get("/metrics", close + "Host: localhost\r\n"),
            401,
            "Token needed"));
    cases.add(
        new Case(
            "no token, unknown address",
            get("/api/v1/nothing", close + "Host: localhost\r\n"),
            401,
            "Token needed"));
    cases.add(
        new Case(
            "wrong token",
            get(
                "/api/v1/series",
                close + "Host: localhost\r\nAuthorization: Bearer " + "a".repeat(43) + "\r\n"),
            401,
            "Wrong token"));
    cases.add(
        new Case(
            "beginning of the token",
            get(
                "/api/v1/series",
                close
                    + "Host: localhost\r\nAuthorization: Bearer "
                    + door.token.reveal().substring(0, 40)
                    + "\r\n"),
            401,
            "Wrong token"));
    cases.add(
        new Case(
            "another kind",
            get("/api/v1/series", close + "Host: localhost\r\nAuthorization: Basic dTpw\r\n"),
            401,
            "of another kind"));
    cases.add(
        new Case(
            "token in the address",
            get("/api/v1/series?token=" + door.token.reveal(), close + "Host: localhost\r\n"),
            401,
            "Authorization: Bearer"));
    // Method, path, version
    cases.add(
        new Case(
            "wrong method", "DELETE /api/v1/runs HTTP/1.1\r\n" + own() + "\r\n", 405, "Use POST."));
    cases.add(
        new Case(
            "a question put as an order",
            json("/api/v1/series", "{}"),
            405,
            "POST is not for /api/v1/series"));
    cases.add(new Case("trace", "TRACE /livez HTTP/1.1\r\n" + own() + "\r\n", 405, "Use GET."));
    cases.add(
        new Case(
            "unknown address",
            get("/api/v1/nothing", own()),
            404,
            "there is no /api/v1/nothing here"));
    cases.add(
        new Case(
            "another version", get("/api/v2/series", own()), 404, "This version speaks /api/v1."));
    cases.add(
        new Case(
            "nothing at the root", get("/", own()), 404, "There are /livez, /readyz, /metrics"));
    cases.add(
        new Case(
            "traversal", get("/api/v1/runs/../../../etc/passwd", own()), 404, "No such address"));
    cases.add(
        new Case(
            "encoded traversal",
            get("/api/v1/runs/%2e%2e%2f%2e%2e%2fetc%2fpasswd", own()),
            400,
            "Not understood"));
    cases.add(
        new Case("encoded slash", get("/api/v1/runs/b-1%2fcancel", own()), 400, "Not understood"));
    cases.add(new Case("double slash", get("//api/v1/series", own()), 400, "Not understood"));
    cases.add(new Case("a NUL in a name", get("/api/v1/runs/b%00", own()), 400, "Not understood"));
    cases.add(
        new Case(
            "a name that is none",
            get("/api/v1/runs/b_%3Cscript%3E", own()),
            404,
            "No such address"));
    cases.add(
        new Case("another run", get("/api/v1/runs/b-9999", own()), 404, "there is no run b-9999"));
    // Query
    cases.add(
        new Case(
            "unknown parameter",
            get("/api/v1/series?colour=red", own()),
            400,
            "there is no parameter colour"));
    cases.add(
        new Case(
            "missing parameter",
            get("/api/v1/extent", own()),
            400,
            "series=binance:swap:BTC/USDT:1m"));
    cases.add(
        new Case(
            "parameter twice",
            get("/api/v1/extent?series=a&series=b", own()),
            400,
            "series is there more than once"));
    cases.add(new Case("no series", get("/api/v1/extent?series=x", own()), 400, "series: "));
    cases.add(
        new Case(
            "no range",
            get("/api/v1/bars?series=binance:spot:BTC/USDT:1m&range=today", own()),
            400,
            "range: \\\"today\\\" is none"));
    // Bodies
    cases.add(
        new Case(
            "a form",
            post(plan, "application/x-www-form-urlencoded", "a=b"),
            415,
            "Content-Type: application/json"));
    cases.add(
        new Case(
            "JSON as text, as a page could send it",
            post(plan, "text/plain", "{}"),
            415,
            "the body is text/plain"));
    cases.add(
        new Case(
            "no content type",
            "POST /api/v1/plan HTTP/1.1\r\n" + own() + "Content-Length: 2\r\n\r\n{}",
            415,
            "there is no Content-Type"));
    cases.add(new Case("malformed", json(plan, "{\"title\": }"), 400, "line 1, column"));
    cases.add(new Case("empty", json(plan, ""), 400, "Malformed body"));
    cases.add(new Case("null", json(plan, "null"), 400, "the body is null"));
    cases.add(new Case("a list", json(plan, "[]"), 400, "Malformed body"));
    cases.add(
        new Case(
            "unknown field",
            json(
                "/api/v1/query",
                "{\"sql\":\"1\",\"format\":\"TSV\",\"write\":false,\"user\":\"root\"}"),
            400,
            "there is no field \\\"user\\\""));
    cases.add(
        new Case(
            "missing field",
            json("/api/v1/query", "{\"sql\":\"1\",\"format\":\"TSV\"}"),
            400,
            "write"));
    cases.add(
        new Case(
            "two orders",
            json("/api/v1/query", "{\"sql\":\"1\",\"format\":\"TSV\",\"write\":false}{}"),
            400,
            "Malformed body"));
    cases.add(
        new Case(
            "a value that cannot be",
            json(plan, request("\"instruments\":[]")),
            400,
            "a backfill needs at least one instrument"));
    cases.add(
        new Case(
            "a null where none may be", json(plan, request("\"instruments\":null")), 400, "null"));
    cases.add(
        new Case(
            "an unknown venue",
            json(plan, request("\"instruments\":[\"mtgox:spot:BTC/USDT\"]")),
            400,
            "mtgox"));
    cases.add(new Case("deep", json(plan, "[".repeat(900)), 400, "Malformed body"));
    cases.add(new Case("oversized", json(plan, " ".repeat(2_001)), 413, "more than 2000 bytes"));
    cases.add(
        new Case(
            "oversized in pieces",
            "POST /api/v1/plan HTTP/1.1\r\n"
                + own()
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nbb8\r\n"
                + " ".repeat(3000)
                + "\r\n0\r\n\r\n",
            413,
            "more than 2000 bytes"));
    // Protocol
    cases.add(
        new Case(
            "header bomb",
            get("/livez", own() + "X-Bomb: " + "b".repeat(20_000) + "\r\n"),
            431,
            "8 KiB at most"));
    cases.add(
        new Case(
            "many headers",
            get("/livez", own() + "X-Bomb: b\r\n".repeat(2_000)),
            431,
            "8 KiB at most"));
    cases.add(
        new Case("long address", get("/" + "a".repeat(20_000), own()), 414, "Not understood"));
    cases.add(
        new Case(
            "smuggled length",
            "POST /api/v1/plan HTTP/1.1\r\n"
                + own()
                + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
            400,
            "Not understood"));
    cases.add(new Case("no HTTP at all", "EHLO mail.example\r\n\r\n", 505, "Not understood"));
    cases.add(
        new Case(
            "a bug of ours",
            get(
                "/api/v1/coverage?series=binance:spot:BTC/USDT:1m&range=2026-02-01T00:00:00Z/2026-02-02T00:00:00Z",
                own()),
            500,
            "The log of the process says more."));
    cases.add(
        new Case(
            "what control refuses",
            json("/api/v1/runs/b-0001/pause", "{}"),
            409,
            "b-0001 is over and cannot be held"));
    return cases;
  }

  private static String request(String instruments) {
    return "{\"title\":\"t\",%s,\"timeframes\":[\"1m\"],\"range\":\"2026-02-01T00:00:00Z/2026-03-01T00:00:00Z\",\"load\":\"MISSING\",\"maxConcurrency\":1}"
        .formatted(instruments);
  }

  @TestFactory
  Stream<DynamicTest> eachIsRefusedInWords() {
    return cases().stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.name(),
                () -> {
                  String answer = door.exchange(c.request());
                  assertThat(answer).startsWith("HTTP/1.1 " + c.status() + " ");
                  assertThat(answer).contains(c.says());
                  assertThat(answer).doesNotContain(door.token.reveal());
                  assertThat(answer).doesNotContain("Access-Control-").doesNotContain("Jetty");
                  if (c.status() >= 400) {
                    assertThat(answer).contains("application/problem+json");
                  }
                }));
  }

  @Test
  void aBodyThatDribblesIsCutWithAReason() throws Exception {
    try (Socket socket = door.socket()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/v1/plan HTTP/1.1\r\n"
                  + own()
                  + "Content-Type: application/json\r\nContent-Length: 1900\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      Thread dribble = Thread.ofVirtual().start(() -> dribble(out, " "));
      String answer = TestDoor.rest(socket);

      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("the body was not there within");
      dribble.interrupt();
    }
  }

  @Test
  void aBodyThatNeverComesIsCut() throws Exception {
    try (Socket socket = door.socket()) {
      socket
          .getOutputStream()
          .write(
              ("POST /api/v1/plan HTTP/1.1\r\n"
                      + own()
                      + "Content-Type: application/json\r\nContent-Length: 1900\r\n\r\n{")
                  .getBytes(StandardCharsets.ISO_8859_1));

      assertThat(TestDoor.rest(socket)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void headersThatDribbleAreCut() throws Exception {
    try (Socket socket = door.socket()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
              .getBytes(StandardCharsets.ISO_8859_1));
      Thread dribble = Thread.ofVirtual().start(() -> dribble(out, "x"));

      // Whatever is said, the connection ends.
      assertThat(TestDoor.rest(socket)).doesNotContain("200");
      dribble.join();
    }
  }

  @Test
  void whoGoesAwayInTheMiddleOfAnAnswerHarmsNobody() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (Socket socket = door.socket()) {
        String body = "{\"sql\":\"3000000\",\"format\":\"TSV\",\"write\":false}";
        socket
            .getOutputStream()
            .write(json("/api/v1/query", body).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
    }
    assertThat(door.exchange(get("/livez", own()))).startsWith("HTTP/1.1 200 ");
  }

  /** A byte at a time, until the other side has had enough. */
  private static void dribble(OutputStream out, String letter) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        out.write(letter.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      }
    } catch (SocketException e) {
      // cut
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
