package datalayer.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import datalayer.simulator.ArchiveContent.Listed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binance's archive on loopback: files by GET and HEAD, and the bucket's listing. It serves a
 * folder shaped like data.binance.vision, files put by a test, or both.
 */
public final class ArchiveServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveServer.class);
  private static final String LISTING = "/data.binance.vision";

  private final HttpServer server;
  private final ExecutorService workers;
  private final ArchiveContent content;
  private final FaultScript faults = new FaultScript();
  private final List<LiveRequest> requests = new CopyOnWriteArrayList<>();
  private final long started = System.nanoTime();
  private final Answers answers = new Answers();
  private volatile int pageSize = 1000;

  private ArchiveServer(@Nullable Path folder) throws IOException {
    content = new ArchiveContent(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("archive-server-", 0).factory());
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Serves a folder as it is, on a free port.
   *
   * @throws IOException when no port is to be had
   */
  public static ArchiveServer serving(Path folder) throws IOException {
    return new ArchiveServer(folder);
  }

  /** Serves what will be {@link #put}, on a free port. */
  public static ArchiveServer empty() throws IOException {
    return new ArchiveServer(null);
  }

  /** Where the files are; a file's key follows after a slash. */
  public URI archiveAddress() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Where the bucket is listed; S3's query follows. */
  public URI listingAddress() {
    return URI.create(archiveAddress() + LISTING);
  }

  /** Publishes a file and its checksum, over whatever was there. */
  public void put(PackedFile file) {
    put(file.key(), file.bytes());
    put(file.checksumKey(), file.checksum().getBytes(StandardCharsets.UTF_8));
  }

  /** Publishes bytes under a key, over whatever was there. */
  public void put(String key, byte[] bytes) {
    content.put(key, bytes, Instant.EPOCH);
  }

  /** Takes a key away. */
  public void remove(String key) {
    content.remove(key);
  }

  /** The most keys a page of the listing has; 1000 as long as nobody says otherwise. */
  public void pageSize(int keys) {
    pageSize = keys;
  }

  public FaultScript faults() {
    return faults;
  }

  /** What was asked so far, in the order of arrival; an answer under way shows what it sent yet. */
  public List<ServedRequest> requests() {
    return requests.stream().map(LiveRequest::soFar).toList();
  }

  /** Stops at once; hanging answers end. */
  @Override
  public void close() {
    answers.stop();
    server.stop(0);
    workers.shutdownNow();
  }

  private void answer(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    LiveRequest request =
        new LiveRequest(started, exchange.getRequestMethod(), path, query == null ? "" : query);
    requests.add(request);
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      Answer answer = trueAnswer(path, query == null ? "" : query);
      Optional<Fault> fault = faults.next(request.line());
      if (fault.isPresent()) {
        answers.misbehave(exchange, answer, fault.get(), request);
      } else {
        answers.send(exchange, answer, request);
      }
    } catch (IOException e) {
      LOG.debug("the client went away", e);
    } finally {
      request.ends();
    }
  }

  private Answer trueAnswer(String path, String query) throws IOException {
    boolean listing = path.equals(LISTING) || path.equals(LISTING + "/");
    return listing ? listing(parameters(query)) : file(path.substring(1));
  }

  private Answer file(String key) throws IOException {
    Optional<Listed> listed = content.listed(key);
    if (listed.isEmpty()) {
      return Answer.noSuchKey(key);
    }
    return Answer.file(listed.get(), content.bytes(key));
  }

  private Answer listing(Map<String, String> query) throws IOException {
    try {
      String page =
          BucketListing.page(content.under(query.getOrDefault("prefix", "")), query, pageSize);
      return Answer.xml(200, page);
    } catch (NumberFormatException e) {
      return Answer.error(400, "InvalidArgument", "Provided max-keys not an integer");
    }
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
