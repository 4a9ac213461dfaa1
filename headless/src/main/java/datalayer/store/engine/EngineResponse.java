package datalayer.store.engine;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One answer, in the headers and bodies that ClickHouse's clients expect. The first megabyte is
 * held back, so that a statement that fails early is answered with its error and nothing else.
 */
final class EngineResponse {

  private static final int PIECE = 64 << 10;
  private static final int HELD_BACK = 1 << 20;
  private static final int TAG = 16;
  private static final String MARK = "\r\n__exception__\r\n";

  private final HttpExchange exchange;
  private final boolean head;
  private final HttpEncoding encoding;
  private final boolean frames;
  private final String tag = UUID.randomUUID().toString().replace("-", "").substring(0, TAG);
  private final byte[] piece = new byte[PIECE];
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private @Nullable OutputStream body;
  private String format = "TabSeparated";

  EngineResponse(HttpExchange exchange, EngineRequest request) {
    this.exchange = exchange;
    this.head = exchange.getRequestMethod().equals("HEAD");
    this.encoding = HttpEncoding.ofAnswer(request);
    this.frames = request.flag("compress");
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-ClickHouse-Server-Display-Name", "datalayer engine");
    headers.set("X-ClickHouse-Timezone", "UTC");
    headers.set("Keep-Alive", "timeout=10");
  }

  void queryId(String id) {
    exchange.getResponseHeaders().set("X-ClickHouse-Query-Id", id);
  }

  void format(String name) {
    format = name;
  }

  void summary(Summary summary) {
    exchange.getResponseHeaders().set("X-ClickHouse-Summary", summary.json());
  }

  /** Takes bytes from the engine's memory, from an offset on. */
  void write(MemorySegment bytes, long from) throws IOException {
    long size = bytes.byteSize();
    for (long at = from; at < size; at += PIECE) {
      int length = (int) Math.min(PIECE, size - at);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, piece, 0, length);
      if (body != null) {
        body.write(piece, 0, length);
      } else {
        held.write(piece, 0, length);
      }
    }
    if (body == null && held.size() > HELD_BACK) {
      body = begun();
    }
  }

  /** Sends what is still here, and the end. */
  void end() throws IOException {
    OutputStream out = body == null ? begun() : body;
    out.close();
    exchange.close();
  }

  /**
   * Sends an error. When rows are on their way already, it goes behind them as a server writes it,
   * and the body is left without its end, which tells every client that something is missing.
   */
  void fail(StatementException error) throws IOException {
    OutputStream begun = body;
    if (begun != null) {
      String text = error.text() + "\n";
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      String block = MARK + tag + "\r\n" + text + length + " " + tag + MARK;
      begun.write(block.getBytes(StandardCharsets.UTF_8));
      begun.flush(); // and no end: a client that unpacks may take the encoding's end for the body's
      throw new IOException("the statement failed while its rows were being sent", error);
    }
    int status = HttpStatus.of(error.code());
    Headers headers = exchange.getResponseHeaders();
    headers.remove("X-ClickHouse-Summary");
    headers.set("X-ClickHouse-Exception-Code", Integer.toString(error.code()));
    if (status == 401) {
      headers.set("WWW-Authenticate", "Basic realm=\"Data Layer engine\"");
    }
    send(status, ContentType.TEXT, error.text() + "\n");
  }

  void text(int status, String text) throws IOException {
    send(status, ContentType.TEXT, text);
  }

  private OutputStream begun() throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-ClickHouse-Format", format);
    headers.set("X-ClickHouse-Exception-Tag", tag);
    headers.set("Content-Type", ContentType.of(format));
    if (encoding != HttpEncoding.IDENTITY && !head) {
      headers.set("Content-Encoding", encoding.header());
    }
    exchange.sendResponseHeaders(HttpStatus.OK, head ? -1 : 0);
    OutputStream out =
        head ? OutputStream.nullOutputStream() : encoding.encode(exchange.getResponseBody());
    out = frames ? new BlockOutput(out) : out;
    held.writeTo(out);
    held.reset();
    return out;
  }

  private void send(int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
