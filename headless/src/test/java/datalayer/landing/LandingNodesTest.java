package datalayer.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.landing.LandingException.Trouble;
import datalayer.ledger.Fence;
import datalayer.ledger.Intent;
import datalayer.ledger.Ledger;
import datalayer.ledger.LedgerAddress;
import datalayer.ledger.RunRecord;
import datalayer.store.BarTables;
import datalayer.store.ClickHouse;
import datalayer.store.CoverageBitmaps;
import datalayer.store.Patience;
import datalayer.store.ReferenceTables;
import datalayer.store.TestStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Two nodes over one ledger and one ClickHouse. The first one freezes at a named moment of its way;
 * the second is given its lane and brings the same bars; then the first one wakes.
 */
final class LandingNodesTest {

  private static final String RUN = "b-0001";
  private static final Delivery DAYS =
      Deliveries.delivery(Deliveries.TWO_DAYS, Deliveries.bars(Deliveries.TWO_DAYS, 1));

  private final AtomicReference<Optional<FaultPoint>> freezesAt =
      new AtomicReference<>(Optional.empty());
  private Runnable meanwhile = () -> {};

  @TempDir Path directory;
  private Ledger ledger;
  private ClickHouse clickHouse;
  private Landing first;
  private Landing second;
  private Witnesses witnesses;

  @BeforeEach
  void open() {
    ledger = Ledger.open(LedgerAddress.inDirectory(directory), InstantSource.system());
    clickHouse = TestStore.migrated();
    first =
        node(
            "first",
            point -> {
              if (isDue(point)) {
                meanwhile.run();
              }
            });
    second = node("second", FaultPoint.Observer.NONE);
    witnesses = new Witnesses(second, new CoverageBitmaps(clickHouse), ledger);
    ledger.transaction(tx -> {
      tx.runs().insert(new RunRecord(RUN, "s", "test", "running", "{}", 1, 5, null, ""), List.of());
      tx.lanes().create(RUN, 1);
      return true;
    });
  }

  @AfterEach
  void close() {
    clickHouse.close();
    ledger.close();
  }

  @ParameterizedTest
  @EnumSource(value = FaultPoint.class, names = "FETCHED", mode = Mode.EXCLUDE)
  void aNodeThatFreezesAndWakesLateLeavesNothingTwice(FaultPoint point)
      throws InterruptedException {
    Fence old = begin();
    AtomicReference<Landed> brought = new AtomicReference<>();
    freezesAt.set(Optional.of(point));
    meanwhile = () -> brought.set(bring(second, begin()));

    long missing = 0;
    try {
      missing = first.land(DAYS, old).missing();
    } catch (LandingException e) {
      assertThat(e.trouble()).isEqualTo(Trouble.FENCED);
    }

    assertThat(freezesAt.get()).as("it froze").isEmpty();
    assertThat(brought.get()).as("the other node brought them").isNotNull();
    assertThat(ledger.<Boolean>transaction(old::holds)).as("its completion is refused").isFalse();
    everythingIsThereOnce();
    assertThat(missing).isZero();
    assertThat(directory.resolve("first")).as("its spool").isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(value = FaultPoint.class, names = "FETCHED", mode = Mode.EXCLUDE)
  void aNodeThatDiesIsSettledByTheNextAndComesBackClean(FaultPoint point)
      throws InterruptedException {
    Fence old = begin();
    freezesAt.set(Optional.of(point));
    meanwhile =
        () -> {
          throw new IllegalStateException("dies");
        };
    assertThatThrownBy(() -> first.land(DAYS, old)).hasMessage("dies");

    bring(second, begin());
    everythingIsThereOnce();

    node("first", FaultPoint.Observer.NONE).recover();
    everythingIsThereOnce();
    assertThat(directory.resolve("first")).as("its spool").isEmptyDirectory();
    assertThat(ledger.<List<Intent>>transaction(tx -> tx.intents().allRevoked())).isEmpty();
  }

  /** The insert reaches ClickHouse after its node is gone for good: the other one takes it back. */
  @Test
  void whatComesLateOfADeadNodeIsSweptUp() throws InterruptedException {
    Fence old = begin();
    freezesAt.set(Optional.of(FaultPoint.PROMISED));
    AtomicReference<Landed> brought = new AtomicReference<>();
    meanwhile = () -> brought.set(bring(second, begin()));
    Landing dying =
        node(
            "first",
            point -> {
              if (isDue(point)) {
                meanwhile.run();
              } else if (point == FaultPoint.INSERTED) {
                throw new IllegalStateException("dies");
              }
            });
    assertThatThrownBy(() -> dying.land(DAYS, old)).hasMessage("dies");
    assertThat(count("landing_bars")).as("it did come").isEqualTo(2 * 2880);

    assertThat(second.sweep()).isEqualTo(1);

    everythingIsThereOnce();
    assertThat(second.sweep()).isZero();
  }

  @Test
  void aPromiseOfAnotherNodeThatIsAtWorkIsWaitedForAndItsBarsConfirmed() throws Exception {
    Fence fence = begin();
    AtomicReference<Landed> confirmed = new AtomicReference<>();
    freezesAt.set(Optional.of(FaultPoint.INSERTED));
    Thread other = Thread.ofVirtual().unstarted(() -> confirmed.set(bring(second, Fence.NONE)));
    meanwhile = other::start;

    assertThat(first.land(DAYS, fence).rows()).isEqualTo(2880);
    other.join();

    // On a machine so slow that the wait ended first, it found them whole and closed the promise.
    assertThat(confirmed.get().confirmed() + confirmed.get().rows()).isEqualTo(2880);
    everythingIsThereOnce();
  }

  private boolean isDue(FaultPoint point) {
    boolean due = freezesAt.get().filter(point::equals).isPresent();
    if (due) {
      freezesAt.set(Optional.empty());
    }
    return due;
  }

  private Fence begin() {
    return ledger.transaction(tx -> tx.lanes().begin(RUN, 1, "somewhere"));
  }

  private static Landed bring(Landing node, Fence fence) {
    try {
      return node.land(DAYS, fence);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Landing node(String name, FaultPoint.Observer faults) {
    return new Landing(
        new BarTables(clickHouse),
        new ReferenceTables(clickHouse, InstantSource.system()),
        ledger,
        new Spool(directory.resolve(name)),
        name,
        InstantSource.system(),
        faults,
        4,
        new Patience(Duration.ofSeconds(5)));
  }

  private void everythingIsThereOnce() {
    for (String table :
        List.of("landing_bars", "staging_bars FINAL", "bars_current FINAL", "bars_snapshots")) {
      assertThat(count(table)).as(table).isEqualTo(2880);
    }
    assertThat(ledger.<List<Intent>>transaction(tx -> tx.intents().allOpen()))
        .as("open intents")
        .isEmpty();
    assertThat(witnesses.hear(Deliveries.LTC, Deliveries.TWO_DAYS).proven().ranges())
        .containsExactly(Deliveries.TWO_DAYS);
    assertThat(witnesses.incidents()).isEmpty();
  }

  private long count(String table) {
    return clickHouse
        .query("SELECT count() FROM ${database}." + table, Map.of(), row -> row.int64())
        .getFirst();
  }
}
