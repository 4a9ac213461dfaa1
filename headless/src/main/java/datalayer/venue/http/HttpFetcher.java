package datalayer.venue.http;

import datalayer.venue.http.HttpOutcome.Failed;
import datalayer.venue.http.HttpOutcome.Refused;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Asks venues over HTTP. Every attempt is bound in time from its first byte to its last; what may
 * go better a second time (5xx, 429, timeouts, broken connections, truncated bodies) is tried
 * again. Redirects are not followed: a venue's address is what the operator set, and nothing else.
 * Safe for use by many threads.
 */
public final class HttpFetcher implements AutoCloseable {

  private final HttpClient client;
  private final ExecutorService threads;
  private final Deadlines deadlines;
  private final Retries retries;
  private final InstantSource clock;
  private final Pause pause;
  private final DoubleSupplier chance;
  private final String userAgent;

  public HttpFetcher(Deadlines deadlines, Retries retries, InstantSource clock) {
    this(deadlines, retries, clock, Thread::sleep, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * A fetcher whose pauses somebody else makes.
   *
   * @param chance from 0 to 1, for the part of a pause that is left to chance
   */
  public HttpFetcher(
      Deadlines deadlines,
      Retries retries,
      InstantSource clock,
      Pause pause,
      DoubleSupplier chance) {
    this.deadlines = deadlines;
    this.retries = retries;
    this.clock = clock;
    this.pause = pause;
    this.chance = chance;
    this.userAgent = "datalayer/" + version();
    threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    client =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(deadlines.connect())
            .executor(threads)
            .build();
  }

  /**
   * Carries out a call, with as many attempts as it takes and is allowed.
   *
   * @param sinks gives every attempt a sink of its own
   * @throws java.io.UncheckedIOException when a sink cannot keep the body, for want of disk for
   *     example
   */
  public <T> HttpOutcome<T> fetch(HttpCall call, Supplier<BodySink<T>> sinks)
      throws InterruptedException {
    HttpRequest request = request(call);
    for (int made = 1; ; made++) {
      Attempt.Result<T> result =
          new Attempt<>(client, deadlines, clock, call, sinks.get()).run(request);
      Failed<T> failure;
      switch (result.outcome()) {
        case Failed<T> failed -> failure = failed;
        case Refused<T> refused when result.again() ->
            failure = new Failed<>("it answered " + refused.status(), refused.retryAfter());
        default -> {
          return result.outcome();
        }
      }
      Duration asked = failure.retryAfter();
      boolean tooLong = asked != null && asked.compareTo(retries.longestAsked()) > 0;
      if (!result.again() || tooLong || made == retries.attempts()) {
        return new Failed<>(reason(call, failure, made), asked);
      }
      Duration own = retries.pause(made, chance.getAsDouble());
      pause.lasts(asked != null && asked.compareTo(own) > 0 ? asked : own);
    }
  }

  /**
   * Makes one attempt and no other. Every answer that is no success is a {@link Refused}, whatever
   * asking again might bring: whoever counts requests must know of each.
   */
  public <T> HttpOutcome<T> once(HttpCall call, BodySink<T> sink) throws InterruptedException {
    HttpOutcome<T> outcome =
        new Attempt<>(client, deadlines, clock, call, sink).run(request(call)).outcome();
    return outcome instanceof Failed<T> failure
        ? new Failed<>(reason(call, failure, 1), null)
        : outcome;
  }

  /** Ends every call under way and lets the threads go. */
  @Override
  public void close() {
    client.shutdownNow();
    client.close();
    threads.close();
  }

  private HttpRequest request(HttpCall call) {
    return HttpRequest.newBuilder(call.address())
        .method(call.method(), HttpRequest.BodyPublishers.noBody())
        .timeout(deadlines.head())
        .header("User-Agent", userAgent)
        .build();
  }

  private static String reason(HttpCall call, Failed<?> failure, int attempts) {
    Duration asked = failure.retryAfter();
    return "%s: %s%s%s"
        .formatted(
            call.address(),
            failure.reason(),
            attempts == 1 ? "" : " (tried %d times)".formatted(attempts),
            asked == null ? "" : ", and asks to come back in " + Attempt.spoken(asked));
  }

  private static String version() {
    String version = HttpFetcher.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
