package datalayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.ledger.CoverageInterval.State;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the ledger promises, on whichever database it is opened. */
abstract class LedgerContract {

  private static final Series SERIES = Series.parse("binance:swap:LTC/USDT:1m");

  /** A database of the test's own, the same one at every call. */
  abstract LedgerAddress address() throws Exception;

  /** Whether a second connection from another owner may be open at the same time. */
  abstract boolean isShared();

  private Ledger open() throws Exception {
    return Ledger.open(address(), InstantSource.system());
  }

  @Test
  void migrationsAreAppliedOnceAndMayRunAgain() throws Exception {
    List<Integer> first;
    try (Ledger fresh = open()) {
      first = applied(fresh);
    }
    try (Ledger again = open()) {
      assertThat(again.answers()).isTrue();
      assertThat(applied(again)).isEqualTo(first).doesNotHaveDuplicates().startsWith(1, 2);
    }
  }

  private static List<Integer> applied(Ledger ledger) {
    return ledger.transaction(
        tx -> tx.rows("SELECT version FROM schema_migration ORDER BY version", r -> r.getInt(1)));
  }

  @Test
  void aStopIsKnownAfterARestartAndTheLaterEndStays() throws Exception {
    Duration hour = Duration.ofHours(1);
    try (Ledger ledger = open()) {
      assertThat(stop(ledger)).isEmpty();
      put(ledger, hour, "banned");
      put(ledger, Duration.ofMinutes(1), "too many requests");
    }
    try (Ledger again = open()) {
      assertThat(stop(again))
          .hasValueSatisfying(stop -> {
            assertThat(stop.left()).isBetween(hour.minusMinutes(20), hour);
            assertThat(stop.reason()).isEqualTo("banned");
          });
      put(again, hour.multipliedBy(2), "banned again");
      assertThat(stop(again)).map(StopTable.Stop::reason).contains("banned again");
      // whoever set the clock, it lasts no longer than it was ordered for
      again.transaction(tx ->
          tx.update(
              "UPDATE venue_stop SET noted_at = noted_at + 86400000, "
                  + "until_time = until_time + 86400000"));
      assertThat(stop(again))
          .hasValueSatisfying(stop -> assertThat(stop.left()).isEqualTo(hour.multipliedBy(2)));
      again.transaction(tx -> tx.update("UPDATE venue_stop SET until_time = 0"));
      assertThat(stop(again)).isEmpty();
      put(again, hour, "once more");
      assertThat(stop(again)).map(StopTable.Stop::reason).contains("once more");
    }
  }

  private static void put(Ledger ledger, Duration length, String reason) {
    ledger.transaction(tx -> {
      tx.stops().put("https://venue/api", length, reason, "node");
      return true;
    });
  }

  private static Optional<StopTable.Stop> stop(Ledger ledger) {
    return ledger.transaction(tx -> tx.stops().of("https://venue/api"));
  }

  @Test
  void aSecondOpenerEitherSharesOrIsToldWhy() throws Exception {
    try (Ledger first = open()) {
      if (isShared()) {
        try (Ledger second = open()) {
          assertThat(second.answers()).isTrue();
        }
      } else {
        assertThat(first.answers()).isTrue();
      }
    }
  }

  @Test
  void aFailedTransactionLeavesNothing() throws Exception {
    try (Ledger ledger = open()) {
      assertThatThrownBy(() ->
              ledger.transaction(tx -> {
                tx.coverage().record(SERIES, List.of(CoverageInterval.present(minutes(0, 5))));
                throw new IllegalStateException("half-way");
              }))
          .hasMessage("half-way");
      assertThat(intervals(ledger)).isEmpty();
    }
  }

  @Test
  void numbersNeverRepeatWhoeverAsks() throws Exception {
    try (Ledger ledger = open();
        ExecutorService threads = Executors.newFixedThreadPool(6)) {
      Set<Long> seen = ConcurrentHashMap.newKeySet();
      List<Future<Boolean>> work = new ArrayList<>();
      for (int t = 0; t < 6; t++) {
        Callable<Boolean> takes =
            () -> {
              for (int i = 0; i < 40; i++) {
                long number = ledger.transaction(tx -> tx.next("version"));
                assertThat(seen.add(number)).isTrue();
              }
              return true;
            };
        work.add(threads.submit(takes));
      }
      for (Future<Boolean> future : work) {
        assertThat(future.get()).isTrue();
      }
      assertThat(seen).hasSize(240);
      ledger.transaction(tx -> {
        tx.raise("version", 10_000);
        tx.raise("version", 5);
        return true;
      });
      assertThat(ledger.<Long>transaction(tx -> tx.next("version"))).isEqualTo(10_001);
    }
  }

  /**
   * What is present stays present when a later delivery does not bring it; what was proven empty or
   * not listed stays so when a later one merely fails to bring it.
   */
  private static State newest(@Nullable State before, State now) {
    boolean failed = now == State.ABSENT || now == State.UNDELIVERED;
    boolean proven = before == State.EMPTY || before == State.NOT_LISTED;
    return before != null && (before == State.PRESENT || (proven && failed)) ? before : now;
  }

  @Test
  void intervalsStayDisjointAndTellTheNewestKnowledge() throws Exception {
    Random random = new Random(5);
    List<State> states = List.of(State.values());
    State[] truth = new State[400];
    try (Ledger ledger = open()) {
      for (int round = 0; round < 120; round++) {
        int from = random.nextInt(350);
        int to = from + 1 + random.nextInt(49);
        State state = states.get(random.nextInt(states.size()));
        ledger.transaction(tx -> {
          tx.coverage()
              .record(
                  SERIES, List.of(new CoverageInterval(minutes(from, to), state, reason(state))));
          return true;
        });
        for (int m = from; m < to; m++) {
          truth[m] = newest(truth[m], state);
        }
      }
      List<CoverageInterval> intervals = intervals(ledger);
      for (State state : State.values()) {
        List<TimeRange> expected = new ArrayList<>();
        for (int m = 0; m < truth.length; m++) {
          if (truth[m] == state) {
            expected.add(minutes(m, m + 1));
          }
        }
        assertThat(CoverageTable.in(state, intervals))
            .as(state.name())
            .isEqualTo(RangeSet.of(expected));
      }
      for (int i = 1; i < intervals.size(); i++) {
        assertThat(intervals.get(i).range().from())
            .isAfterOrEqualTo(intervals.get(i - 1).range().to());
        assertThat(intervals.get(i).continues(intervals.get(i - 1)))
            .as("neighbours are joined")
            .isFalse();
      }
    }
  }

  @Test
  void writersOfOneSeriesDoNotLoseEachOthersWork() throws Exception {
    try (Ledger ledger = open();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int minute = i;
        Callable<Boolean> record =
            () ->
                ledger.transaction(tx -> {
                  tx.coverage()
                      .record(
                          SERIES, List.of(CoverageInterval.present(minutes(minute, minute + 1))));
                  return true;
                });
        work.add(threads.submit(record));
      }
      for (Future<Boolean> future : work) {
        assertThat(future.get()).isTrue();
      }
      assertThat(intervals(ledger)).containsExactly(CoverageInterval.present(minutes(0, 60)));
    }
  }

  @Test
  void anIntentIsOpenUntilItIsVerifiedAndKeysCountTheirGenerations() throws Exception {
    try (Ledger ledger = open()) {
      Intent intent = new Intent("t".repeat(64), "key", 0, "key#0", "b-0001", 7, 3, 99, "ab", "{}");
      ledger.transaction(tx -> {
        assertThat(tx.intents().nextGeneration("key")).isZero();
        tx.intents().open(intent);
        return true;
      });
      List<Intent> open = ledger.transaction(tx -> tx.intents().allOpen());
      assertThat(open).containsExactly(intent);
      assertThat(ledger.<Boolean>transaction(tx -> tx.intents().verified(intent.token()))).isTrue();
      assertThat(ledger.<Boolean>transaction(tx -> tx.intents().verified(intent.token())))
          .isFalse();
      assertThat(ledger.<Integer>transaction(tx -> tx.intents().nextGeneration("key")))
          .isEqualTo(1);
    }
  }

  @Test
  void runsAreRememberedChunkByChunk() throws Exception {
    try (Ledger ledger = open()) {
      ledger.transaction(tx -> {
        assertThat(tx.runs().nextId()).isEqualTo("b-0001");
        tx.runs()
            .insert(
                new RunRecord("b-0001", "s", "title", "running", "{}", 1, 5, null, ""),
                List.of(new RunRecord.NewChunk(0, SERIES.toString(), 0, 60_000, 1, "plan")));
        tx.lanes().create("b-0001", 2);
        Fence fence = tx.lanes().begin("b-0001", 2, "here");
        assertThat(tx.runs().claim(fence, "here")).hasValue(new RunRecord.Claim(0, 1, 1, "plan"));
        assertThat(tx.runs().claim(fence, "here")).as("none is left").isEmpty();
        tx.runs().attemptEnds("b-0001", 0, false, "away");
        assertThat(tx.runs().attemptBegins(fence, 0, "here")).isEqualTo(2);
        tx.runs().attemptEnds("b-0001", 0, true, "1 rows");
        tx.runs().finish("b-0001", 0, new RunRecord.Finish("verified", "a.zip", "ab", 1, 10, 0));
        tx.runs().change("b-0001", "complete", "", true, "");
        return true;
      });
      List<RunRecord.Chunk> chunks = ledger.transaction(tx -> tx.runs().chunks("b-0001", 0));
      assertThat(chunks).singleElement().satisfies(c -> assertThat(c.file()).isEqualTo("a.zip"));
      List<RunRecord.Attempt> attempts = ledger.transaction(tx -> tx.runs().attempts("b-0001", 0));
      assertThat(attempts).extracting(RunRecord.Attempt::outcome).containsExactly("away", "1 rows");
      List<RunRecord> runs = ledger.transaction(tx -> tx.runs().newest(5));
      assertThat(runs).singleElement().satisfies(r -> assertThat(r.state()).isEqualTo("complete"));
    }
  }

  private static List<CoverageInterval> intervals(Ledger ledger) {
    return ledger.transaction(tx -> tx.coverage().intervals(SERIES, minutes(-1, 1000)));
  }

  private static String reason(State state) {
    return state == State.PRESENT ? "" : "because " + state;
  }

  private static TimeRange minutes(int from, int to) {
    return TimeRange.ofMillis(from * 60_000L, to * 60_000L);
  }
}
