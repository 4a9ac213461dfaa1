package datalayer.landing;

import static datalayer.landing.Deliveries.LTC;
import static datalayer.landing.Deliveries.TWO_DAYS;
import static datalayer.landing.Deliveries.bars;
import static datalayer.landing.Deliveries.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import datalayer.store.TestStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies at a bad moment, and the one that comes after it. */
final class LandingRecoveryTest {

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(
      value = FaultPoint.class,
      names = {"SPOOLED", "PROMISED", "INSERTED", "PROVEN", "VERIFIED"})
  void whateverMomentItDiesAtRecoveryBringsEveryRowOnce(FaultPoint moment)
      throws InterruptedException {
    final class Dies extends RuntimeException {
      private static final long serialVersionUID = 1;
    }
    AtomicBoolean deadly = new AtomicBoolean(true);
    try (TestLanding dying =
        new TestLanding(
            directory,
            TestStore.migrated(),
            point -> {
              if (point == moment && deadly.get()) {
                throw new Dies();
              }
            })) {
      try {
        dying.landing.land(delivery(TWO_DAYS, bars(TWO_DAYS, 1)));
      } catch (Dies e) {
        deadly.set(false);
      }
      assertThat(deadly).as("the fault is still due").isFalse();

      dying.landing.recover();
      dying.landing.land(delivery(TWO_DAYS, bars(TWO_DAYS, 1)));

      for (String table :
          List.of("landing_bars", "staging_bars", "bars_current", "bars_snapshots")) {
        assertThat(
                dying.clickHouse.query(
                    "SELECT count() FROM ${database}." + table, Map.of(), row -> row.int64()))
            .as(table)
            .containsExactly(2880L);
      }
      assertThat(dying.openIntents()).isEmpty();
      assertThat(dying.witnesses.hear(LTC, TWO_DAYS).proven().ranges()).containsExactly(TWO_DAYS);
      assertThat(directory.resolve("spool")).isEmptyDirectory();
    }
  }

  @Test
  void aDamagedSpoolIsNotSentAndItsRangeStaysMissingWithTheReason() throws Exception {
    try (TestLanding dying =
        new TestLanding(
            directory,
            TestStore.migrated(),
            point -> {
              if (point == FaultPoint.PROMISED) {
                throw new IllegalStateException("dies");
              }
            })) {
      try {
        dying.landing.land(delivery(TWO_DAYS, bars(TWO_DAYS, 1)));
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("dies");
      }
      try (var files = Files.list(directory.resolve("spool"))) {
        Files.write(files.findFirst().orElseThrow(), new byte[] {1, 2, 3});
      }
      dying.landing.recover();

      assertThat(dying.openIntents()).isEmpty();
      assertThat(dying.witnesses.hear(LTC, TWO_DAYS).otherwise(TWO_DAYS))
          .singleElement()
          .satisfies(i ->
              assertThat(i.reason())
                  .isEqualTo("delivery not proven: its spooled bytes were damaged"));
    }
  }
}
