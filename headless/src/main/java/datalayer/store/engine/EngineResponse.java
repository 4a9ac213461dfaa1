package datalayer.store.engine;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One answer, in the headers and bodies that ClickHouse's clients expect. */
final class EngineResponse {

  private static final int PIECE = 64 << 10;
  private static final String TEXT = "text/plain; charset=UTF-8";

  private final HttpExchange exchange;
  private final boolean gzip;
  private final byte[] piece = new byte[PIECE];
  private @Nullable OutputStream body;

  EngineResponse(HttpExchange exchange, EngineRequest request) {
    this.exchange = exchange;
    this.gzip =
        request.flag("enable_http_compression")
            && request.header("Accept-Encoding").filter(e -> e.contains("gzip")).isPresent();
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-ClickHouse-Server-Display-Name", "datalayer engine");
    headers.set("X-ClickHouse-Timezone", "UTC");
    headers.set("Keep-Alive", "timeout=10");
  }

  boolean begun() {
    return body != null;
  }

  void queryId(String id) {
    exchange.getResponseHeaders().set("X-ClickHouse-Query-Id", id);
  }

  /** Counters, as strings, because 64 bits do not fit everybody's JSON numbers. */
  void summary(Map<ChdbFunctions.Counter, Long> counts, long nanoseconds) {
    Map<ChdbFunctions.Counter, Long> all = new EnumMap<>(ChdbFunctions.Counter.class);
    all.putAll(counts);
    exchange
        .getResponseHeaders()
        .set(
            "X-ClickHouse-Summary",
            String.format(
                Locale.ROOT,
                "{\"read_rows\":\"%d\",\"read_bytes\":\"%d\",\"written_rows\":\"%d\","
                    + "\"written_bytes\":\"%d\",\"total_rows_to_read\":\"0\","
                    + "\"result_rows\":\"%d\",\"result_bytes\":\"0\",\"elapsed_ns\":\"%d\"}",
                all.getOrDefault(ChdbFunctions.Counter.READ_ROWS, 0L),
                all.getOrDefault(ChdbFunctions.Counter.READ_BYTES, 0L),
                all.getOrDefault(ChdbFunctions.Counter.WRITTEN_ROWS, 0L),
                all.getOrDefault(ChdbFunctions.Counter.WRITTEN_BYTES, 0L),
                all.getOrDefault(ChdbFunctions.Counter.ROWS, 0L),
                nanoseconds));
  }

  /** Sends the headers of a good answer. */
  void begin(String format) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-ClickHouse-Format", format);
    headers.set("Content-Type", contentType(format));
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (gzip && !head) {
      headers.set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(HttpStatus.OK, head ? -1 : 0);
    OutputStream raw = head ? OutputStream.nullOutputStream() : exchange.getResponseBody();
    body = gzip && !head ? new GZIPOutputStream(raw, PIECE) : raw;
  }

  /** Sends bytes from the engine's memory, from an offset on. */
  void write(MemorySegment bytes, long from) throws IOException {
    OutputStream out = java.util.Objects.requireNonNull(body, "begin() comes first");
    long size = bytes.byteSize();
    for (long at = from; at < size; at += PIECE) {
      int length = (int) Math.min(PIECE, size - at);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, piece, 0, length);
      out.write(piece, 0, length);
    }
  }

  void end() throws IOException {
    if (body != null) {
      body.close();
    }
    exchange.close();
  }

  /**
   * Sends an error. One that comes after the answer began leaves the body without an end, which
   * every client sees, because the caller then drops the connection.
   */
  void fail(StatementException error) throws IOException {
    if (begun()) {
      throw new IOException("the statement failed while its rows were being sent", error);
    }
    int status = HttpStatus.of(error.code());
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-ClickHouse-Exception-Code", Integer.toString(error.code()));
    headers.set("Content-Type", TEXT);
    if (status == 401) {
      headers.set("WWW-Authenticate", "Basic realm=\"Data Layer engine\"");
    }
    send(status, error.text() + "\n");
  }

  void text(String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
    send(HttpStatus.OK, text);
  }

  void notFound(String path) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", TEXT);
    send(404, "There is no handle " + path + "\n");
  }

  private void send(int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static String contentType(String format) {
    if (format.equals("JSON") || format.startsWith("JSONCompact") && !format.contains("Each")) {
      return "application/json; charset=UTF-8";
    }
    if (format.startsWith("JSON")) {
      return format.contains("EachRow")
          ? "application/x-ndjson; charset=UTF-8"
          : "application/json; charset=UTF-8";
    }
    if (format.startsWith("CSV")) {
      return "text/csv; charset=UTF-8; header=" + (format.contains("Names") ? "present" : "absent");
    }
    if (format.startsWith("TabSeparated") || format.startsWith("TSV")) {
      return "text/tab-separated-values; charset=UTF-8";
    }
    boolean binary =
        format.startsWith("RowBinary")
            || format.equals("Native")
            || format.equals("Parquet")
            || format.startsWith("Arrow")
            || format.equals("ORC");
    return binary ? "application/octet-stream" : TEXT;
  }
}
