package datalayer.control.http;

import datalayer.backfill.Plan;
import datalayer.control.ControlException;
import datalayer.control.PlanDriftedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends requests and turns refusals into {@link ControlException} with the server's words. */
final class Caller implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int NOT_THERE = 404;
  private static final Duration STALLED = Duration.ofSeconds(60);

  /** The JDK's client wakes its reader for every 16 KiB; bars come by the hundred megabytes. */
  private static final int BULK = 1 << 18;

  private final URI url;
  private final Token token;
  private final StallGuard guard = new StallGuard(STALLED);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .executor(
              Executors.newThreadPerTaskExecutor(
                  Thread.ofVirtual().name("control-client-", 1).factory()))
          .build();

  Caller(URI url, Token token) {
    this.url = url;
    this.token = token;
  }

  URI url() {
    return url;
  }

  /** A path with its parameters, name and value in turn. */
  static String path(String path, String... parameters) {
    StringBuilder text = new StringBuilder(path);
    for (int i = 0; i < parameters.length; i += 2) {
      text.append(i == 0 ? '?' : '&').append(parameters[i]).append('=');
      text.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  /** A name as a segment of a path: what could be taken for more is made into a name nobody has. */
  static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replaceAll("[^A-Za-z0-9_.-]", "_");
  }

  /** Asks for a document that may not be there. */
  <T> Optional<T> find(String path, Class<T> type, Duration deadline) {
    HttpRequest request = request(path, null);
    HttpResponse<byte[]> response =
        await(client.sendAsync(request, BodyHandlers.ofByteArray()), deadline);
    if (response.statusCode() == NOT_THERE && problem(response.body()).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(document(request, body(response), type));
  }

  /** Asks for a document. */
  <T> T get(String path, Class<T> type, Duration deadline) {
    return document(request(path, null), type, deadline);
  }

  /** Sends an order and reads the document that answers it. */
  <T> T post(String path, Object order, Class<T> type, Duration deadline) {
    return document(request(path, order), type, deadline);
  }

  /** Sends an order that is answered by nothing. */
  void post(String path, Object order, Duration deadline) {
    whole(request(path, order), deadline);
  }

  /** Reads an answer while it comes. */
  interface Reader<T> {
    T read(InputStream answer) throws IOException;
  }

  /** Sends a request, an order where there is one, and reads the answer while it comes. */
  <T> T stream(String path, @Nullable Object order, Duration firstByte, Reader<T> reader) {
    return read(request(path, order), BodyHandlers.ofInputStream(), firstByte, reader);
  }

  /** The same for much that comes without a pause: it is handed over in large pieces. */
  <T> T bulk(String path, Duration firstByte, Reader<T> reader) {
    BodyHandler<InputStream> inPieces = BodyHandlers.buffering(BodyHandlers.ofInputStream(), BULK);
    return read(request(path, null), inPieces, firstByte, reader);
  }

  private <T> T read(
      HttpRequest request, BodyHandler<InputStream> body, Duration firstByte, Reader<T> reader) {
    HttpResponse<InputStream> response = await(client.sendAsync(request, body), firstByte);
    try (InputStream answer = guard.watch(response.body())) {
      if (response.statusCode() / 100 != 2) {
        throw refusal(response.statusCode(), answer.readAllBytes());
      }
      return reader.read(answer);
    } catch (IOException e) {
      throw new ControlException(
          "%s broke off its answer (%s). Ask again.".formatted(url, words(e)), e);
    }
  }

  @Override
  public void close() {
    guard.close();
    client.shutdownNow();
  }

  private <T> T document(HttpRequest request, Class<T> type, Duration deadline) {
    return document(request, whole(request, deadline), type);
  }

  private <T> T document(HttpRequest request, byte[] body, Class<T> type) {
    try {
      return Documents.read(body, type);
    } catch (IOException e) {
      throw new ControlException(
          "%s answered %s with something else than a %s (%s). Is it another version, or no Data Layer?"
              .formatted(url, request.uri().getPath(), type.getSimpleName(), words(e)),
          e);
    }
  }

  private byte[] whole(HttpRequest request, Duration deadline) {
    return body(await(client.sendAsync(request, BodyHandlers.ofByteArray()), deadline));
  }

  private byte[] body(HttpResponse<byte[]> response) {
    if (response.statusCode() / 100 != 2) {
      throw refusal(response.statusCode(), response.body());
    }
    return response.body();
  }

  private HttpRequest request(String path, @Nullable Object order) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path))
            .header("Authorization", "Bearer " + token.reveal())
            .header("Accept", "application/json");
    if (order == null) {
      return request.GET().build();
    }
    BodyPublisher body = BodyPublishers.ofByteArray(Documents.write(order));
    return request.header("Content-Type", "application/json").POST(body).build();
  }

  /** The client's own deadline ends with the headers, so the whole answer is waited for here. */
  private <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> answer, Duration deadline) {
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new ControlException(
          e.getCause() instanceof ConnectException
              ? "nobody listens at %s. Is the daemon or console running?".formatted(url)
              : "%s does not answer (%s).".formatted(url, words(e.getCause())),
          e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ControlException(
          "%s did not answer within %d s.".formatted(url, deadline.toSeconds()), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new ControlException("asking %s was interrupted".formatted(url), e);
    }
  }

  private ControlException refusal(int status, byte[] body) {
    Optional<Problem> problem = problem(body);
    if (problem.isEmpty()) {
      return new ControlException(
          "%s refused with %d and no reason. Is it a Data Layer?".formatted(url, status));
    }
    @Nullable Plan fresh = problem.get().fresh();
    return fresh != null
        ? new PlanDriftedException(problem.get().detail(), fresh)
        : new ControlException(problem.get().words());
  }

  private static Optional<Problem> problem(byte[] body) {
    try {
      return Optional.of(Documents.read(body, Problem.class)).filter(p -> p.status() != 0);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String words(@Nullable Throwable e) {
    return e == null || e.getMessage() == null ? String.valueOf(e) : e.getMessage();
  }
}
