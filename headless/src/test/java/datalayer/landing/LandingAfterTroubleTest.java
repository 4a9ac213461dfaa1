package datalayer.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.ledger.CoverageInterval;
import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.ClickHouseException;
import datalayer.store.Source;
import datalayer.store.TestStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a kill at an unlucky moment leaves behind, made by hand: nothing lost, nothing twice. */
final class LandingAfterTroubleTest {

  private static final Series LTC = Series.parse("binance:swap:LTC/USDT:1m");
  private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
  private static final TimeRange DAY = new TimeRange(START, START.plus(Duration.ofDays(1)));

  private final AtomicBoolean due = new AtomicBoolean();
  private Runnable trouble = () -> {};

  @TempDir Path directory;
  private TestLanding here;

  @BeforeEach
  void open() {
    here =
        new TestLanding(
            directory,
            TestStore.migrated(),
            point -> {
              if (point == FaultPoint.INSERTED && due.getAndSet(false)) {
                trouble.run();
              }
            });
  }

  @AfterEach
  void close() {
    here.close();
  }

  /** As after a kill between the noting of a token and the showing of its rows. */
  @ParameterizedTest
  @ValueSource(strings = {"landing_bars", "staging_bars", "bars_current", "bars_snapshots"})
  void aChunkThatALayerLacksIsTakenBackAndBroughtAnew(String table) throws InterruptedException {
    onceInserted(() -> empty(table));

    Landed landed = here.landing.land(day());

    assertThat(landed.rows()).isEqualTo(1440);
    assertThat(due).as("the fault is still due").isFalse();
    everythingIsThereOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {"landing_bars", "bars_snapshots"})
  void theSameFoundAtAStartDoesNotPreventIt(String table) throws InterruptedException {
    onceInserted(() -> {
      empty(table);
      throw new IllegalStateException("dies");
    });
    assertThatThrownBy(() -> here.landing.land(day())).hasMessage("dies");

    assertThat(here.landing.recover()).isEqualTo(1);

    assertThat(here.openIntents()).isEmpty();
    assertThat(here.witnesses.hear(LTC, DAY).otherwise(DAY))
        .singleElement()
        .extracting(CoverageInterval::reason)
        .asString()
        .startsWith("delivery not proven: ");
    assertThat(here.landing.land(day()).rows()).isEqualTo(1440);
    everythingIsThereOnce();
  }

  @Test
  void aPromiseThatAnEarlierCallLeftOpenIsKeptBeforeTheSameBarsAreSealedAgain()
      throws InterruptedException {
    String refusal = "CONSTRAINT refusal";
    here.clickHouse.execute("ALTER TABLE ${database}.landing_bars ADD " + refusal + " CHECK 0");
    assertThatThrownBy(() -> here.landing.land(day())).isInstanceOf(LandingException.class);
    assertThat(here.openIntents()).hasSize(1);
    here.clickHouse.execute("ALTER TABLE ${database}.landing_bars DROP " + refusal);

    Landed landed = here.landing.land(day());

    assertThat(landed.confirmed()).isEqualTo(1440);
    assertThat(here.landing.recover()).as("nothing is left to send").isZero();
    everythingIsThereOnce();
  }

  @Test
  void aSpoolThatIsLostAfterTheRowsLandedCostsNothing() throws Exception {
    onceInserted(() -> {
      throw new IllegalStateException("dies");
    });
    assertThatThrownBy(() -> here.landing.land(day())).hasMessage("dies");
    try (var files = java.nio.file.Files.list(directory.resolve("spool"))) {
      java.nio.file.Files.delete(files.findFirst().orElseThrow());
    }

    here.landing.recover();

    everythingIsThereOnce();
  }

  /** As after a kill in the middle of the count. */
  @Test
  void aCountThatWasBrokenOffIsTakenUpAgainAndNothingSeemsLost() throws InterruptedException {
    here.landing.land(day());
    here.witnesses.hear(LTC, DAY);
    String refusal = "CONSTRAINT refusal";
    here.clickHouse.execute("ALTER TABLE ${database}.bar_coverage ADD " + refusal + " CHECK 0");
    assertThatThrownBy(() -> here.witnesses.recountEverything())
        .isInstanceOf(ClickHouseException.class);
    here.clickHouse.execute("ALTER TABLE ${database}.bar_coverage DROP " + refusal);

    everythingIsThereOnce();
  }

  private void onceInserted(Runnable what) {
    trouble = what;
    due.set(true);
  }

  private void empty(String table) {
    here.clickHouse.execute(
        "ALTER TABLE ${database}." + table + " DELETE WHERE 1", Map.of("mutations_sync", "2"));
  }

  private void everythingIsThereOnce() {
    for (String table : List.of("landing_bars", "staging_bars", "bars_current", "bars_snapshots")) {
      assertThat(
              here.clickHouse.query(
                  "SELECT count() FROM ${database}." + table, Map.of(), row -> row.int64()))
          .as(table)
          .containsExactly(1440L);
    }
    assertThat(here.openIntents()).isEmpty();
    assertThat(here.witnesses.hear(LTC, DAY).proven().ranges()).containsExactly(DAY);
    assertThat(here.witnesses.hear(LTC, DAY).unproven().ranges()).isEmpty();
    assertThat(here.witnesses.incidents()).isEmpty();
    assertThat(directory.resolve("spool")).isEmptyDirectory();
  }

  private static Delivery day() {
    List<Bar> bars = new ArrayList<>();
    for (long t = DAY.from().toEpochMilli(); t < DAY.to().toEpochMilli(); t += 60_000) {
      Amount price = Amount.of(java.math.BigDecimal.valueOf(5_000 + t / 60_000 % 100, 2));
      bars.add(new Bar(t, price, price, price, price, price, null, Bar.NOT_GIVEN, null, null));
    }
    return new Delivery(
        ChunkKey.of(LTC, DAY),
        Source.ARCHIVE,
        new UUID(1, 2),
        "b-0001",
        List.of(new Delivery.Part(LTC, DAY, bars, List.of(), List.of(), List.of())));
  }
}
