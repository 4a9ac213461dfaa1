package datalayer.control.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.TextNode;
import datalayer.backfill.PlanJson;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * A request that was let in.
 *
 * @param variables what stands in the path where the route has a variable
 */
record Exchange(Request request, List<String> variables, Limits limits) {

  private static final int BUFFER = 1 << 14;

  /** A query parameter that must be there, once. */
  String parameter(String name) throws RefusedException {
    List<String> values = query().getValuesOrEmpty(name);
    if (values.size() != 1) {
      throw wrong(
          values.isEmpty() ? "there is no parameter " + name : name + " is there more than once",
          "Send it once, like %s.".formatted(example(name)));
    }
    return values.getFirst();
  }

  /** A query parameter, or nothing. */
  String parameterOr(String name, String otherwise) {
    List<String> values = query().getValuesOrEmpty(name);
    return values.isEmpty() ? otherwise : values.getFirst();
  }

  /** Refuses parameters that nobody knows, so that none is silently without effect. */
  void allowOnly(Set<String> known) throws RefusedException {
    for (String name : query().getNames()) {
      if (!known.contains(name)) {
        throw wrong(
            "there is no parameter " + Gatekeeper.visible(name),
            known.isEmpty()
                ? "This address takes none."
                : "Known are: " + String.join(", ", known.stream().sorted().toList()) + ".");
      }
    }
  }

  Series series() throws RefusedException {
    String text = parameter("series");
    try {
      return Series.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong("series: " + e.getMessage(), "");
    }
  }

  TimeRange range() throws RefusedException {
    String text = parameter("range");
    try {
      return PlanJson.mapper().treeToValue(TextNode.valueOf(text), TimeRange.class);
    } catch (JsonProcessingException e) {
      throw wrong(
          "range: \"%s\" is none".formatted(Gatekeeper.visible(text)),
          "Write it like %s.".formatted(example("range")));
    }
  }

  /** The body, read as an order of this type. */
  <T> T order(Class<T> type) throws RefusedException {
    return Documents.order(body(limits.bodyBytes()), type);
  }

  /** The body, read as an order of this type, where it may carry a whole plan. */
  <T> T longOrder(Class<T> type) throws RefusedException {
    return Documents.order(body(limits.planBytes()), type);
  }

  private byte[] body(int most) throws RefusedException {
    if (request.getLength() > most) {
      throw tooLong(most);
    }
    long end = System.nanoTime() + limits.body().toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Request.asInputStream(request)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        body.write(buffer, 0, n);
        if (body.size() > most) {
          throw tooLong(most);
        }
        if (System.nanoTime() > end) {
          throw tooSlow();
        }
      }
      return body.toByteArray();
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw tooSlow();
      }
      throw wrong("the body broke off: " + e.getMessage(), "Send it again.");
    }
  }

  private RefusedException tooSlow() {
    return new RefusedException(
        408,
        "Too slow",
        "the body was not there within %d s"
            .formatted(TimeUnit.NANOSECONDS.toSeconds(limits.body().toNanos())),
        "Send it in one go.");
  }

  private static RefusedException tooLong(int most) {
    return new RefusedException(
        413,
        "Too long",
        "the body has more than %d bytes".formatted(most),
        "Ask for less at once.");
  }

  private Fields query() {
    return Request.extractQueryParameters(request);
  }

  private static String example(String name) {
    return switch (name) {
      case "series" -> "series=binance:swap:BTC/USDT:1m";
      case "range" -> "range=2026-02-01T00:00:00Z/2026-03-01T00:00:00Z";
      default -> name + "=…";
    };
  }

  private static RefusedException wrong(String detail, String remedy) {
    return new RefusedException(400, "Malformed request", detail, remedy);
  }
}
