package datalayer.console.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import datalayer.control.BarColumns;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The page with the other chart, its library, and the bars as columns of 64-bit floating point in
 * the byte order of the machine, which a browser takes as they are: open times in seconds, open,
 * high, low, close, volume.
 */
final class PageServer implements AutoCloseable {

  private static final String PAGE = "lightweight-charts.html";
  private static final String SCRIPT = "lightweight-charts-page.js";
  private static final int AT_ONCE = 1 << 16;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final byte[] columns;

  /**
   * @param library the script of lightweight-charts
   */
  PageServer(Path library, BarColumns bars) throws IOException {
    columns = columns(bars);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    byte[] script = Files.readAllBytes(library);
    serve("/", "text/html", resource(PAGE));
    serve("/" + SCRIPT, "text/javascript", resource(SCRIPT));
    serve("/lightweight-charts.js", "text/javascript", script);
    serve("/bars", "application/octet-stream", columns);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void serve(String path, String type, byte[] body) {
    server.createContext(path, exchange -> answer(exchange, type, body));
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int at = 0; at < body.length; at += AT_ONCE) {
        out.write(body, at, Math.min(AT_ONCE, body.length - at));
      }
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(PageServer.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    }
  }

  private static byte[] columns(BarColumns bars) {
    ByteBuffer all =
        ByteBuffer.allocate(6 * Double.BYTES * bars.size()).order(ByteOrder.nativeOrder());
    DoubleBuffer numbers = all.asDoubleBuffer();
    for (long openTime : bars.openTimes()) {
      numbers.put(openTime / 1000.0);
    }
    numbers.put(bars.open()).put(bars.high()).put(bars.low()).put(bars.close()).put(bars.volume());
    return all.array();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
