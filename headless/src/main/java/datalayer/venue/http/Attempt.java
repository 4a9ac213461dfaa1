package datalayer.venue.http;

import datalayer.venue.http.HttpOutcome.Delivered;
import datalayer.venue.http.HttpOutcome.Failed;
import datalayer.venue.http.HttpOutcome.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One try at a call. The calling thread watches the body while the client's threads fill the sink.
 *
 * @param <T> what the body becomes
 */
final class Attempt<T> {

  /** Of an answer that is no success, this much is kept to be read by people. */
  private static final int KEPT_OF_REFUSAL = 2_000;

  private final HttpClient client;
  private final Deadlines deadlines;
  private final InstantSource clock;
  private final BodySink<T> sink;
  private final HttpCall call;
  private volatile @Nullable WatchedBody<?> body;

  Attempt(
      HttpClient client,
      Deadlines deadlines,
      InstantSource clock,
      HttpCall call,
      BodySink<T> sink) {
    this.client = client;
    this.deadlines = deadlines;
    this.clock = clock;
    this.call = call;
    this.sink = sink;
  }

  /** What came of it, and whether another try may help. */
  record Result<T>(HttpOutcome<T> outcome, boolean again) {}

  /**
   * Carries it out.
   *
   * @throws UncheckedIOException when the sink could not keep the body
   */
  Result<T> run(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<Object>> answer = client.sendAsync(request, this::receive);
    try {
      return said(watch(answer));
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } catch (SlowBodyException e) {
      return failed(e);
    } finally {
      // after a complete answer neither does anything
      answer.cancel(true);
      WatchedBody<?> started = body;
      if (started != null) {
        started.stop();
      }
    }
  }

  /** The body of a success goes to the sink; of another answer only the first part is kept. */
  private BodySubscriber<Object> receive(ResponseInfo head) {
    boolean success = head.statusCode() / 100 == 2;
    WatchedBody<?> watched =
        success
            ? new WatchedBody<>(sink, head, call.maxBytes())
            : new WatchedBody<>(new ExcerptSink(KEPT_OF_REFUSAL), head, Long.MAX_VALUE);
    body = watched;
    return BodySubscribers.mapping(watched, kept -> kept);
  }

  private HttpResponse<Object> watch(CompletableFuture<HttpResponse<Object>> answer)
      throws InterruptedException, ExecutionException, SlowBodyException {
    long window = deadlines.rateWindow().toNanos();
    long windowStart = 0;
    long receivedBefore = 0;
    while (true) {
      try {
        return answer.get(Math.min(window / 4, 100_000_000L), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        WatchedBody<?> started = body;
        if (started == null) {
          continue;
        }
        long now = System.nanoTime();
        if (now - started.startedAt() > deadlines.body().toNanos()) {
          throw new SlowBodyException(
              String.format(
                  Locale.ROOT,
                  "the body was not complete after %s (%,d bytes came)",
                  spoken(deadlines.body()),
                  started.received()));
        }
        windowStart = windowStart == 0 ? started.startedAt() : windowStart;
        if (now - windowStart >= window) {
          checkRate(started.received() - receivedBefore, now - windowStart, started.received());
          windowStart = now;
          receivedBefore = started.received();
        }
      }
    }
  }

  private void checkRate(long bytes, long nanos, long total) throws SlowBodyException {
    if (bytes < deadlines.minimumRate() * (nanos / 1e9)) {
      throw new SlowBodyException(
          String.format(
              Locale.ROOT,
              "the body came too slowly: %,d bytes in %s after %,d, at least %,d a second are wanted",
              bytes,
              spoken(deadlines.rateWindow()),
              total - bytes,
              deadlines.minimumRate()));
    }
  }

  @SuppressWarnings("unchecked") // receive() gave the body of a success to the sink of T
  private Result<T> said(HttpResponse<Object> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return new Result<>(new Delivered<>(status, answer.headers(), (T) answer.body()), false);
    }
    Duration retryAfter = RetryAfter.in(answer.headers(), clock.instant());
    boolean again = status == 408 || status == 429 || status >= 500;
    String text = String.valueOf(answer.body());
    return new Result<>(new Refused<>(status, answer.headers(), text, retryAfter), again);
  }

  private Result<T> failed(Throwable failure) {
    if (failure instanceof WatchedBody.SinkException sinkFailure
        && sinkFailure.getCause() instanceof IOException cause) {
      throw new UncheckedIOException(
          "the answer of %s cannot be kept".formatted(call.address()), cause);
    }
    boolean again = !(failure instanceof WatchedBody.TooLargeException);
    return new Result<>(new Failed<>(said(failure), null), again);
  }

  private String said(Throwable failure) {
    return switch (failure) {
      case HttpConnectTimeoutException _ -> "no connection within " + spoken(deadlines.connect());
      case HttpTimeoutException _ -> "no answer within " + spoken(deadlines.head());
      case ConnectException refused when refused.getCause() instanceof UnresolvedAddressException ->
          "its host name is not known";
      case ConnectException _ -> "no connection (refused)";
      case SSLException tls -> "no secure connection (%s)".formatted(tls.getMessage());
      case SlowBodyException slow -> String.valueOf(slow.getMessage());
      case WatchedBody.TooLargeException large -> String.valueOf(large.getMessage());
      default -> {
        WatchedBody<?> started = body;
        yield started == null
            ? "the connection broke before an answer"
            : String.format(Locale.ROOT, "the body broke off after %,d bytes", started.received());
      }
    };
  }

  /** A duration for people: {@code 10 s}, {@code 1.5 s}. */
  static String spoken(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0
        ? millis / 1000 + " s"
        : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
  }

  /** The body took too long or came too slowly. */
  private static final class SlowBodyException extends Exception {
    private static final long serialVersionUID = 1;

    SlowBodyException(String message) {
      super(message);
    }
  }

  /** Keeps the first bytes of a body as text. */
  private static final class ExcerptSink implements BodySink<String> {
    private final byte[] kept;
    private int length;

    ExcerptSink(int most) {
      kept = new byte[most];
    }

    @Override
    public void take(ByteBuffer bytes) {
      int taken = Math.min(bytes.remaining(), kept.length - length);
      bytes.get(kept, length, taken);
      length += taken;
    }

    @Override
    public String complete() {
      return new String(kept, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public void abandon() {
      length = 0;
    }
  }
}
