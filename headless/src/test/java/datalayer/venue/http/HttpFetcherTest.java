package datalayer.venue.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveServer;
import datalayer.simulator.Fault;
import datalayer.venue.http.HttpOutcome.Delivered;
import datalayer.venue.http.HttpOutcome.Failed;
import datalayer.venue.http.HttpOutcome.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
final class HttpFetcherTest {

  private static final byte[] BODY = "twelve bytes".getBytes(StandardCharsets.UTF_8);

  private final List<Duration> pauses = new ArrayList<>();
  private ArchiveServer server;
  private HttpFetcher http;

  @BeforeEach
  void start() throws IOException {
    server = ArchiveServer.empty();
    server.put("file", BODY);
    Deadlines deadlines =
        new Deadlines(
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            1_000,
            Duration.ofMillis(200));
    Retries retries =
        new Retries(4, Duration.ofMillis(10), Duration.ofMillis(30), Duration.ofSeconds(5));
    http =
        new HttpFetcher(
            deadlines,
            retries,
            InstantSource.fixed(Instant.parse("2026-03-05T12:00:00Z")),
            pauses::add,
            () -> 0.5);
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private URI address() {
    return URI.create(server.archiveAddress() + "/file");
  }

  private HttpOutcome<byte[]> get() throws InterruptedException {
    return http.fetch(HttpCall.get(address(), 1_000), BytesSink::new);
  }

  @Test
  void aBodyIsDelivered() throws Exception {
    Delivered<byte[]> delivered = (Delivered<byte[]>) get();
    assertThat(delivered.status()).isEqualTo(200);
    assertThat(delivered.body()).isEqualTo(BODY);
    assertThat(delivered.headers().firstValueAsLong("Content-Length")).hasValue(12);
  }

  @Test
  void aHeadHasNoBodyAndItsLength() throws Exception {
    Delivered<byte[]> delivered =
        (Delivered<byte[]>) http.fetch(HttpCall.head(address()), BytesSink::new);
    assertThat(delivered.body()).isEmpty();
    assertThat(delivered.headers().firstValueAsLong("Content-Length")).hasValue(12);
  }

  @Test
  void aRefusalBringsItsText() throws Exception {
    server.faults().always("file", new Fault.Status(400, null, "{\"code\":-1121}"));
    Refused<byte[]> refused = (Refused<byte[]>) get();
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).isEqualTo("{\"code\":-1121}");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void pausesDoubleToTheLongestAndHalfIsLeftToChance() throws Exception {
    server.faults().always("file", Fault.status(500));
    assertThat(get())
        .isEqualTo(new Failed<byte[]>(address() + ": it answered 500 (tried 4 times)", null));
    assertThat(pauses)
        .containsExactly(
            Duration.ofNanos(7_500_000), Duration.ofMillis(15), Duration.ofNanos(22_500_000));
  }

  @Test
  void oneAttemptIsOneAndTellsOfEveryAnswer() throws Exception {
    server.faults().always("file", Fault.tooMany(429, "7"));
    Refused<byte[]> refused =
        (Refused<byte[]>) http.once(HttpCall.get(address(), 1_000), new BytesSink());
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(server.requests()).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aStalledBodyEndsASingleAttemptToo() throws Exception {
    server.faults().always("file", new Fault.HangInBody(3));
    assertThat(http.once(HttpCall.get(address(), 1_000), new BytesSink()))
        .isEqualTo(
            new Failed<byte[]>(
                address()
                    + ": the body came too slowly: 3 bytes in 0.2 s after 0, at least 1,000 a"
                    + " second are wanted",
                null));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aBodyLargerThanAllowedIsNotReadAndNotAskedForAgain() throws Exception {
    assertThat(http.fetch(HttpCall.get(address(), 11), BytesSink::new))
        .isEqualTo(new Failed<byte[]>(address() + ": the answer is larger than 11 bytes", null));
    assertThat(server.requests()).hasSize(1);
  }

  /** The JDK's own timeout stops at the headers; this is the test that ours does not. */
  @Test
  void aStalledBodyEndsTheAttempt() throws Exception {
    server.faults().always("file", new Fault.HangInBody(3));
    long before = System.nanoTime();
    Failed<byte[]> failed = (Failed<byte[]>) get();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    assertThat(failed.reason()).contains("the body came too slowly: 3 bytes in 0.2 s after 0");
  }

  @Test
  void anInterruptEndsACallAtOnce() throws Exception {
    server.faults().always("file", new Fault.HangBeforeAnswer());
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                get();
                ended.completeExceptionally(new AssertionError("it was answered"));
              } catch (InterruptedException e) {
                ended.complete(e);
              }
            });
    caller.interrupt();
    assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aBodyThatCannotBeKeptIsNotTheVenuesFault(@TempDir Path temp) {
    Path nowhere = temp.resolve("no/such/folder/file");
    assertThatThrownBy(() -> http.fetch(HttpCall.get(address(), 100), () -> new FileSink(nowhere)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the answer of " + address() + " cannot be kept");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aFileComesWithItsChecksum(@TempDir Path temp) throws Exception {
    Path file = temp.resolve("file");
    server.faults().add("file", new Fault.Truncate(5), 1);
    Delivered<Download> delivered =
        (Delivered<Download>)
            http.<Download>fetch(HttpCall.get(address(), 100), () -> new FileSink(file));
    assertThat(file).hasBinaryContent(BODY);
    assertThat(delivered.body()).isEqualTo(new Download(file, 12, ArchiveFiles.sha256(BODY)));
  }

  @Test
  void anUnknownHostIsNamed() throws Exception {
    URI nowhere = URI.create("http://no-such-host.invalid/file");
    assertThat(http.fetch(HttpCall.get(nowhere, 1), BytesSink::new))
        .isEqualTo(
            new Failed<byte[]>(nowhere + ": its host name is not known (tried 4 times)", null));
  }

  @Test
  void patienceIsReadAsSecondsAndAsADate() throws Exception {
    server.faults().add("file", Fault.tooMany(429, "2"), 1);
    server.faults().add("file", Fault.tooMany(429, "Thu, 05 Mar 2026 12:00:03 GMT"), 1);
    server.faults().add("file", Fault.tooMany(429, "soon"), 1);
    assertThat(get()).isInstanceOf(Delivered.class);
    assertThat(pauses)
        .containsExactly(
            Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofNanos(22_500_000));
  }
}
