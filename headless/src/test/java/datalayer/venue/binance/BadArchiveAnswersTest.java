package datalayer.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import datalayer.simulator.ArchiveServer;
import datalayer.simulator.Fault;
import datalayer.venue.ArchiveFetch.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an archive may do on the wire, and what is then said about it. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class BadArchiveAnswersTest {

  private static final String ZIP = "\\.zip$";
  private static final String CHECKSUM = "\\.CHECKSUM$";

  @TempDir Path temp;
  private ArchiveRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new ArchiveRig(ArchiveServer.empty(), temp);
    rig.server.put(ArchiveDay.PACKED);
  }

  @AfterEach
  void stop() {
    rig.close();
    assertThat(rig.server.faults().unfired()).as("every fault that was asked for fired").isEmpty();
  }

  /** Faults that last, with what is said about them: {@code {zip}} stands for the address. */
  static Stream<Arguments> lasting() {
    return Stream.of(
        arguments(CHECKSUM, Fault.status(503), "{checksum}: it answered 503 (tried 3 times)"),
        arguments(ZIP, Fault.status(500), "{zip}: it answered 500 (tried 3 times)"),
        arguments(
            ZIP,
            new Fault.Truncate(1_000),
            "{zip}: the body broke off after 1,000 bytes (tried 3 times)"),
        arguments(
            ZIP, new Fault.HangBeforeAnswer(), "{zip}: no answer within 0.6 s (tried 3 times)"),
        arguments(
            ZIP,
            new Fault.HangInBody(1_000),
            "{zip}: the body came too slowly: 1,000 bytes in 0.4 s after 0, at least 20,000 a"
                + " second are wanted (tried 3 times)"),
        arguments(
            ZIP, new Fault.Close(), "{zip}: the connection broke before an answer (tried 3 times)"),
        arguments(
            ZIP,
            new Fault.Redirect("http://elsewhere.example/x.zip"),
            "{zip}: it sends us to http://elsewhere.example/x.zip (302), and redirects are"
                + " not followed"),
        arguments(
            ZIP,
            Fault.status(403),
            "{zip}: it forbids the request (403): a firewall or a ban of this address"),
        arguments(ZIP, Fault.status(451), "{zip}: it does not serve this country (451)"),
        arguments(ZIP, Fault.status(400), "{zip}: it answered 400"));
  }

  @ParameterizedTest(name = "{1} at {0}")
  @MethodSource("lasting")
  void aFaultThatLastsIsReportedAfterTheRetries(String target, Fault fault, String reason)
      throws Exception {
    rig.server.faults().always(target, fault);
    String zip = rig.server.archiveAddress() + "/" + ArchiveDay.FILE.path();
    String expected = reason.replace("{zip}", zip).replace("{checksum}", zip + ".CHECKSUM");
    assertThat(rig.archive.fetch(ArchiveDay.FILE))
        .isEqualTo(
            new Unavailable(
                ArchiveDay.FILE,
                "LTCUSDT-1m-2026-03-01.zip was not delivered: "
                    + expected
                    + "; check the connection and BINANCE__ARCHIVE_URL",
                null));
    assertThat(ArchiveRig.names(rig.spool)).isEmpty();
    assertThat(ArchiveRig.names(rig.quarantine)).isEmpty();
  }

  static Stream<Arguments> passing() {
    return Stream.of(
        arguments(CHECKSUM, Fault.status(503)),
        arguments(ZIP, Fault.status(502)),
        arguments(ZIP, new Fault.Truncate(1_000)),
        arguments(ZIP, new Fault.HangBeforeAnswer()),
        arguments(ZIP, new Fault.HangInBody(0)),
        arguments(ZIP, new Fault.Close()),
        arguments(ZIP, new Fault.Dribble(50, Duration.ofMillis(20))));
  }

  @ParameterizedTest(name = "{1} at {0}")
  @MethodSource("passing")
  void aFaultThatPassesCostsARetry(String target, Fault fault) throws Exception {
    rig.server.faults().add(target, fault, 2);
    assertThat(rig.read(ArchiveDay.FILE).bars()).isEqualTo(ArchiveDay.BARS);
    assertThat(rig.pauses).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void pausesDouble() throws Exception {
    rig.server.faults().add(ZIP, Fault.status(500), 2);
    rig.read(ArchiveDay.FILE);
    assertThat(rig.pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void aDribbleIsCutAtTheDeadline() throws Exception {
    // four times faster than the least rate, and not done for five seconds
    rig.server.put(ArchiveDay.FILES.dayOfZip(ArchiveDay.DATE, new byte[400_000]));
    rig.server.faults().always(ZIP, new Fault.Dribble(2_000, Duration.ofMillis(25)));
    Unavailable outcome = (Unavailable) rig.archive.fetch(ArchiveDay.FILE);
    assertThat(outcome.reason())
        .containsPattern("the body was not complete after 1 s \\([\\d,]+ bytes came\\)");
  }

  @Test
  void aVenueThatAsksForPatienceGetsIt() throws Exception {
    rig.server.faults().add(ZIP, Fault.tooMany(429, "7"), 1);
    rig.server.faults().add(ZIP, Fault.tooMany(503, "Thu, 05 Mar 2026 12:00:20 GMT"), 1);
    rig.read(ArchiveDay.FILE);
    assertThat(rig.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(20));
  }

  @Test
  void aVenueThatAsksForTooMuchPatienceIsLeftAlone() throws Exception {
    rig.server.faults().always(ZIP, Fault.tooMany(429, "120"));
    Unavailable outcome = (Unavailable) rig.archive.fetch(ArchiveDay.FILE);
    assertThat(outcome.retryAfter()).isEqualTo(Duration.ofMinutes(2));
    assertThat(outcome.reason()).contains("it answered 429, and asks to come back in 120 s");
    assertThat(rig.pauses).isEmpty();
    assertThat(rig.server.requests()).hasSize(2);
  }

  @Test
  void aBanIsNotRetried() throws Exception {
    rig.server.faults().always(ZIP, Fault.tooMany(418, "600"));
    Unavailable outcome = (Unavailable) rig.archive.fetch(ArchiveDay.FILE);
    assertThat(outcome.retryAfter()).isEqualTo(Duration.ofMinutes(10));
    assertThat(outcome.reason()).contains("it has banned this address (418)");
    assertThat(rig.server.requests()).hasSize(2);
  }

  @Test
  void aServerThatIsNotThereIsReported() throws Exception {
    rig.server.close();
    Unavailable outcome = (Unavailable) rig.archive.fetch(ArchiveDay.FILE);
    assertThat(outcome.reason()).contains("no connection (refused) (tried 3 times)");
  }

  @Test
  void anotherHostThanWasSetIsNeverAsked() throws Exception {
    try (ArchiveServer elsewhere = ArchiveServer.empty()) {
      elsewhere.put(ArchiveDay.PACKED);
      String location = elsewhere.archiveAddress() + "/" + ArchiveDay.FILE.path();
      rig.server.faults().always(ZIP, new Fault.Redirect(location));
      rig.archive.fetch(ArchiveDay.FILE);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void whatAKilledProcessLeftInTheSpoolIsSweptAway() throws Exception {
    Files.writeString(rig.spool.resolve("archive-1.part"), "half");
    try (ArchiveRig again = new ArchiveRig(ArchiveServer.empty(), temp)) {
      assertThat(ArchiveRig.names(again.spool)).isEmpty();
    }
  }
}
