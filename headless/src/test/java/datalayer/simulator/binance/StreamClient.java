package datalayer.simulator.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of the streams that keeps what it hears. */
final class StreamClient implements WebSocket.Listener, AutoCloseable {

  static final String CLOSED = "closed";
  static final String PINGED = "pinged";

  private static final long PATIENCE_SECONDS = 30;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private final WebSocket socket;

  StreamClient(HttpClient client, String address) {
    socket = client.newWebSocketBuilder().buildAsync(URI.create(address), this).join();
  }

  void say(String message) {
    socket.sendText(message, true).join();
  }

  /** The next thing heard: a frame, {@link #CLOSED} or {@link #PINGED}. */
  String next() throws InterruptedException {
    String next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return Objects.requireNonNull(next, "nothing was heard for 30 s");
  }

  /** The next thing heard that is not a ping, or null when there is none at once. */
  @Nullable String atOnce() {
    String next = heard.poll();
    while (PINGED.equals(next)) {
      next = heard.poll();
    }
    return next;
  }

  /** What fits, after letting go by what does not. */
  String next(Predicate<String> wanted) throws InterruptedException {
    String next = next();
    while (!wanted.test(next)) {
      next = next();
    }
    return next;
  }

  /** The next closed bar. */
  JsonNode closedBar() throws InterruptedException {
    return json(next(text -> text.contains("\"x\":true")));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      heard.add(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    heard.add(PINGED);
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    heard.add(CLOSED);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    heard.add(CLOSED);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
