package datalayer.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadinessTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path data;

  @Test
  void everyProbeIsNamedInOrderWithItsReason() throws InterruptedException {
    Probe broken =
        new Probe(
            "broken",
            () -> {
              throw new IllegalStateException("the disk is on fire");
            });
    Probe well = new Probe("well", () -> Check.passed("well", "fine"));
    try (Readiness readiness = new Readiness(List.of(broken, well))) {
      assertThat(readiness.awaitFirstLook(Duration.ofSeconds(30))).isTrue();

      assertThat(readiness.checks())
          .containsExactly(
              Check.failed("broken", "the disk is on fire"), Check.passed("well", "fine"));
    }
  }

  @Test
  void aProbeThatHangsFailsAndHoldsUpNobody() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Probe hanging =
        new Probe(
            "hanging",
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Check.passed("hanging", "at last");
            });
    try (Readiness readiness = new Readiness(List.of(hanging), LONG, Duration.ofNanos(1))) {
      assertThat(readiness.checks()).containsExactly(Check.failed("hanging", "no answer for 0 s"));
    }
  }

  @Test
  void aSpoolThatIsThereIsWritableAndOneThatIsGoneIsNot() throws Exception {
    Path spool = Files.createDirectory(data.resolve("spool"));
    assertThat(Probes.spool(spool).look().get()).isEqualTo(Check.passed("spool", "writable"));
    assertThat(spool).isEmptyDirectory();

    Files.delete(spool);
    assertThat(Probes.spool(spool).look().get())
        .isEqualTo(Check.failed("spool", spool + " is not writable; make it so"));
  }
}
