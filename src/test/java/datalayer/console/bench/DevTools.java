package datalayer.console.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Speaks Chromium's DevTools protocol with a page. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private final StringBuilder message = new StringBuilder();
  private final CompletableFuture<JsonNode> lost = new CompletableFuture<>();
  private final WebSocket socket;

  /**
   * @param page its {@code webSocketDebuggerUrl}
   */
  DevTools(HttpClient http, URI page) {
    socket = http.newWebSocketBuilder().buildAsync(page, this).join();
  }

  /** A page that cannot go on, or did not in time; the message says how it ended. */
  static final class LostException extends Exception {
    private static final long serialVersionUID = 1;

    LostException(String message) {
      super(message);
    }
  }

  /** Calls a method and waits for its result. */
  JsonNode call(String method, ObjectNode parameters, Duration most)
      throws LostException, InterruptedException {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    ObjectNode call = JSON.createObjectNode().put("id", id).put("method", method);
    call.set("params", parameters);
    socket.sendText(call.toString(), true).join();
    try {
      CompletableFuture.anyOf(answer, lost).get(most.toMillis(), TimeUnit.MILLISECONDS);
      JsonNode result = answer.getNow(call);
      if (result.has("error")) {
        throw new IllegalStateException(method + ": " + result.get("error"));
      }
      return result.path("result");
    } catch (TimeoutException e) {
      throw new LostException("no answer within %d s".formatted(most.toSeconds()));
    } catch (ExecutionException e) {
      @Nullable Throwable cause = e.getCause();
      throw new LostException(String.valueOf((cause == null ? e : cause).getMessage()));
    } finally {
      calls.remove(id);
    }
  }

  JsonNode call(String method, Duration most) throws LostException, InterruptedException {
    return call(method, JSON.createObjectNode(), most);
  }

  /** The value of an expression, once its promise is kept. */
  JsonNode evaluate(String expression, Duration most) throws LostException, InterruptedException {
    ObjectNode parameters =
        JSON.createObjectNode()
            .put("expression", expression)
            .put("awaitPromise", true)
            .put("returnByValue", true);
    JsonNode result = call("Runtime.evaluate", parameters, most);
    JsonNode thrown = result.path("exceptionDetails");
    if (!thrown.isMissingNode()) {
      String what = thrown.path("exception").path("description").asText(thrown.toString());
      throw new LostException("the page threw " + what.lines().findFirst().orElse(""));
    }
    return result.path("result").path("value");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      String whole = message.toString();
      message.setLength(0);
      take(whole);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    lost.completeExceptionally(new IOException("the browser closed the connection"));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    lost.completeExceptionally(failure);
  }

  private void take(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      CompletableFuture<JsonNode> asked = calls.get(read.path("id").asInt());
      if (asked != null) {
        asked.complete(read);
      } else if (read.path("method").asText().equals("Inspector.targetCrashed")) {
        lost.completeExceptionally(new IOException("the page's process crashed"));
      }
    } catch (IOException e) {
      lost.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
