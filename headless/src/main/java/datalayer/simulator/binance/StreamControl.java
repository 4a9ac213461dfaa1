package datalayer.simulator.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client of the streams may say, and what it is answered. */
final class StreamControl {

  /** Whose streams are meant. */
  interface Subscriptions {

    /** False when there are too many. */
    boolean subscribe(List<String> names);

    void unsubscribe(List<String> names);

    List<String> names();

    boolean isCombined();

    void combined(boolean wanted);
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int INVALID_REQUEST = 2;
  private static final int INVALID_JSON = 3;

  private StreamControl() {}

  /** The answer to a message. */
  static String answer(String message, Subscriptions subscriptions) {
    JsonNode request;
    try {
      request = JSON.readTree(message);
    } catch (JsonProcessingException e) {
      return error(INVALID_JSON, "Invalid JSON: expected value at line 1 column 1", null);
    }
    JsonNode id = request.get("id");
    if (id != null && !id.isNull() && !id.isIntegralNumber() && !isWord(id)) {
      return error(
          INVALID_REQUEST,
          "Invalid request: request ID must be an unsigned integer or a short string",
          null);
    }
    List<String> params = new ArrayList<>();
    JsonNode sent = request.path("params");
    sent.forEach(param -> params.add(param.asText()));
    return switch (request.path("method").asText()) {
      case "SUBSCRIBE" -> subscribe(params, id, subscriptions);
      case "UNSUBSCRIBE" -> {
        subscriptions.unsubscribe(params);
        yield result("null", id);
      }
      case "LIST_SUBSCRIPTIONS" -> result(JSON.valueToTree(subscriptions.names()).toString(), id);
      case "SET_PROPERTY" -> {
        subscriptions.combined(sent.path(1).asBoolean());
        yield result("null", id);
      }
      case "GET_PROPERTY" -> result(String.valueOf(subscriptions.isCombined()), id);
      default ->
          error(
              INVALID_REQUEST,
              "Invalid request: unknown variant `%s`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`"
                  .formatted(request.path("method").asText()),
              id);
    };
  }

  private static String subscribe(List<String> names, @Nullable JsonNode id, Subscriptions to) {
    if (names.isEmpty() || !names.stream().allMatch(StreamName::isWellFormed)) {
      return error(INVALID_REQUEST, "Invalid request: invalid stream", id);
    }
    return to.subscribe(names)
        ? result("null", id)
        : error(INVALID_REQUEST, "Invalid request: too many streams", id);
  }

  private static boolean isWord(JsonNode id) {
    return id.isTextual() && id.asText().matches("[A-Za-z0-9-_]{1,36}");
  }

  private static String result(String json, @Nullable JsonNode id) {
    return "{\"result\":%s,\"id\":%s}".formatted(json, id == null ? "null" : id);
  }

  private static String error(int code, String message, @Nullable JsonNode id) {
    return "{\"error\":{\"code\":%d,\"msg\":%s},\"id\":%s}"
        .formatted(code, JSON.valueToTree(message), id == null ? "null" : id);
  }
}
