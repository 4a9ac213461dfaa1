package datalayer.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends answers, as they should be or spoiled by a fault. */
final class Answers {

  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Ends every answer that hangs or dribbles. */
  void stop() {
    stopped.countDown();
  }

  void send(HttpExchange exchange, Answer answer, LiveRequest request) throws IOException {
    byte[] body = answer.body();
    head(exchange, answer, request);
    if (!isHead(exchange)) {
      write(exchange, body, 0, body.length, request);
    }
  }

  void misbehave(HttpExchange exchange, Answer answer, Fault fault, LiveRequest request)
      throws IOException {
    switch (fault) {
      case Fault.Status refusal -> refuse(exchange, answer, refusal, request);
      case Fault.Rewrite other ->
          send(exchange, answer.withBody(other.rewrite().apply(answer.body())), request);
      case Fault.Truncate cut -> {
        head(exchange, answer, request);
        write(exchange, answer.body(), 0, bounded(cut.sent(), answer), request);
      }
      case Fault.Dribble dribble -> dribble(exchange, answer, dribble, request);
      case Fault.HangBeforeAnswer _ -> hang();
      case Fault.HangInBody hang -> {
        head(exchange, answer, request);
        write(exchange, answer.body(), 0, bounded(hang.sent(), answer), request);
        hang();
      }
      case Fault.Close _ -> exchange.close();
      case Fault.OfStream other ->
          throw new IllegalArgumentException(other + " is nothing that an answer can do");
      case Fault.Redirect redirect ->
          send(
              exchange,
              new Answer(302, Map.of("Location", redirect.location()), new byte[0]),
              request);
    }
  }

  private void refuse(
      HttpExchange exchange, Answer answer, Fault.Status refusal, LiveRequest request)
      throws IOException {
    String retryAfter = refusal.retryAfter();
    Map<String, String> headers = new HashMap<>(answer.headers());
    // the venue's own headers come with a refusal too
    headers.keySet().removeIf(name -> !name.startsWith("X-MBX-"));
    if (retryAfter != null) {
      headers.put("Retry-After", retryAfter);
    }
    byte[] body = refusal.body().getBytes(StandardCharsets.UTF_8);
    send(exchange, new Answer(refusal.code(), headers, body), request);
  }

  private void dribble(
      HttpExchange exchange, Answer answer, Fault.Dribble dribble, LiveRequest request)
      throws IOException {
    head(exchange, answer, request);
    byte[] body = answer.body();
    for (int at = 0; at < body.length; at += dribble.bytes()) {
      write(exchange, body, at, Math.min(body.length, at + dribble.bytes()), request);
      if (pause(dribble.every())) {
        return;
      }
    }
  }

  private static void head(HttpExchange exchange, Answer answer, LiveRequest request)
      throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    int length = answer.body().length;
    if (isHead(exchange)) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
    }
    request.sends(answer.status());
    exchange.sendResponseHeaders(answer.status(), isHead(exchange) || length == 0 ? -1 : length);
  }

  private static void write(
      HttpExchange exchange, byte[] body, int from, int to, LiveRequest request)
      throws IOException {
    if (from == to) {
      return;
    }
    OutputStream out = exchange.getResponseBody();
    request.sends((long) to - from);
    out.write(body, from, to - from);
    out.flush();
  }

  private static int bounded(long bytes, Answer answer) {
    return (int) Math.min(bytes, answer.body().length);
  }

  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }

  private void hang() {
    pause(Duration.ofDays(1));
  }

  /** Waits; true when the server stops meanwhile. */
  private boolean pause(Duration pause) {
    try {
      return stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
