package datalayer.venue.http;

import static datalayer.venue.RequestPriority.BACKFILL;
import static datalayer.venue.RequestPriority.INCREMENT;
import static datalayer.venue.RequestPriority.LIVE_HEAL;
import static datalayer.venue.RequestPriority.REPAIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.venue.RequestPriority;
import datalayer.venue.http.RequestBudget.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RequestBudgetTest {

  private static final Instant START = Instant.parse("2026-03-05T12:00:20Z");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final HandTime time = new HandTime(START);
  private final VenueTime venue = new VenueTime("Test", time, time);

  private RequestBudget budget(long most, int atOnce) {
    return budget(most, atOnce, time);
  }

  private RequestBudget budget(long most, int atOnce, Pause pause) {
    return new RequestBudget("Test", List.of(weight(most)), atOnce, PATIENCE, venue, time, pause);
  }

  private static RequestLimit weight(long most) {
    return new RequestLimit(RequestLimit.Kind.WEIGHT, Duration.ofMinutes(1), most);
  }

  private void spend(RequestBudget budget, RequestPriority priority, int weight) throws Exception {
    try (Permit permit = budget.take(priority, weight)) {
      permit.answered(true, OptionalLong.empty());
    }
  }

  @Test
  void aFifthIsKeptForLiveBars() throws Exception {
    RequestBudget budget = budget(100, 4);
    for (int i = 0; i < 8; i++) {
      spend(budget, BACKFILL, 10);
    }
    assertThat(time.passed()).isZero();
    spend(budget, LIVE_HEAL, 20);
    assertThat(time.passed()).isZero();
    assertThat(budget.state().used()).isEqualTo(100);
    spend(budget, BACKFILL, 10);
    assertThat(time.passed()).isEqualTo(Duration.ofMinutes(1));
    assertThat(budget.state().used()).isEqualTo(10);
  }

  @Test
  void theVenuesOwnCountHoldsUntilItsMinuteEnds() throws Exception {
    RequestBudget budget = budget(100, 4);
    try (Permit permit = budget.take(BACKFILL, 10)) {
      // somebody else uses this address too
      permit.answered(true, OptionalLong.of(75));
    }
    assertThat(budget.state().used()).isEqualTo(75);
    spend(budget, BACKFILL, 5);
    assertThat(time.passed()).isZero();
    spend(budget, BACKFILL, 5);
    assertThat(time.instant()).isEqualTo(Instant.parse("2026-03-05T12:01:00Z"));
  }

  @Test
  void anAnswerFromOverTheEndOfAMinuteSaysNothingOfTheNext() throws Exception {
    RequestBudget budget = budget(100, 4);
    try (Permit permit = budget.take(BACKFILL, 10)) {
      time.passes(Duration.ofMinutes(1));
      permit.answered(true, OptionalLong.of(99));
    }
    assertThat(budget.state().used()).isEqualTo(10);
  }

  @Test
  void aCallThatWasNotAnsweredCounts() throws Exception {
    RequestBudget budget = budget(100, 4);
    budget.take(BACKFILL, 30).close();
    assertThat(budget.state().used()).isEqualTo(30);
    assertThat(budget.state().underWay()).isZero();
  }

  @Test
  void newLimitsKeepWhatWasUsed() throws Exception {
    RequestBudget budget = budget(6_000, 4);
    spend(budget, BACKFILL, 40);
    budget.limits(
        List.of(
            weight(50), new RequestLimit(RequestLimit.Kind.REQUESTS, Duration.ofMinutes(5), 2)));
    assertThat(budget.state())
        .isEqualTo(
            new BudgetState(
                "Test",
                50,
                40,
                0,
                Map.of(LIVE_HEAL, 0, INCREMENT, 0, REPAIR, 0, BACKFILL, 0),
                null,
                null));
    spend(budget, LIVE_HEAL, 1);
    spend(budget, LIVE_HEAL, 1);
    assertThat(time.passed()).isZero();
    spend(budget, LIVE_HEAL, 1);
    assertThat(time.passed()).as("two requests in five minutes").isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aRequestThatNeverFitsIsAnError() {
    assertThatThrownBy(() -> budget(10, 1).take(BACKFILL, 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Test: a request of 20 can never be sent under a limit of 10");
  }

  @Test
  void whoIsMoreUrgentGoesFirst() throws Exception {
    RequestBudget budget = budget(1_000, 2);
    Permit first = budget.take(LIVE_HEAL, 1);
    Permit second = budget.take(LIVE_HEAL, 1);
    List<RequestPriority> order = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    List<RequestPriority> arriving = List.of(BACKFILL, REPAIR, BACKFILL, INCREMENT, LIVE_HEAL);
    for (RequestPriority priority : arriving) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  Permit permit = budget.take(priority, 1);
                  order.add(priority);
                  permit.close();
                } catch (InterruptedException | StoppedException e) {
                  throw new AssertionError(e);
                }
              }));
      int waiting = threads.size();
      await(() -> budget.state().waiting().values().stream().mapToInt(i -> i).sum() == waiting);
    }
    assertThat(budget.state().waiting())
        .isEqualTo(Map.of(LIVE_HEAL, 1, INCREMENT, 1, REPAIR, 1, BACKFILL, 2));
    first.close();
    await(() -> order.size() == 1);
    second.close();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(order).containsExactly(LIVE_HEAL, INCREMENT, REPAIR, BACKFILL, BACKFILL);
  }

  @Test
  void duringABanNothingIsSentAndWhoWaitsIsTold() throws Exception {
    RequestBudget budget = budget(1_000, 2);
    Permit first = budget.take(BACKFILL, 1);
    CountDownLatch told = new CountDownLatch(3);
    for (int i = 0; i < 3; i++) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              budget.take(BACKFILL, 1).close();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            } catch (StoppedException e) {
              told.countDown();
            }
          });
    }
    await(() -> budget.state().waiting().getOrDefault(BACKFILL, 0) == 3);
    budget.stop(Duration.ofMinutes(10), "it has banned us (418)");
    assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
    first.answered(true, OptionalLong.empty());
    assertThatThrownBy(() -> budget.take(LIVE_HEAL, 1))
        .isInstanceOfSatisfying(
            StoppedException.class,
            e -> assertThat(e.remaining()).isEqualTo(Duration.ofMinutes(10)))
        .hasMessage("Test: it has banned us (418); nothing is sent until 2026-03-05T12:10:20Z");
    budget.stop(Duration.ofSeconds(5), "too many (429)");
    assertThat(budget.state().stoppedUntil()).isEqualTo(Instant.parse("2026-03-05T12:10:20Z"));
    assertThat(budget.state().stopReason()).isEqualTo("it has banned us (418)");
    time.passes(Duration.ofMinutes(9));
    spend(budget, BACKFILL, 1);
    assertThat(time.passed()).isEqualTo(Duration.ofMinutes(10));
    assertThat(budget.state().stoppedUntil()).isNull();
  }

  @Test
  void afterAStopOneRequestGoesAlone() throws Exception {
    RequestBudget budget = budget(1_000, 3);
    Permit before = budget.take(BACKFILL, 1);
    budget.stop(Duration.ofSeconds(10), "too many (429)");
    before.answered(true, OptionalLong.empty());
    Permit probe = budget.take(BACKFILL, 1);
    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(10));
    CountDownLatch went = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          try {
            budget.take(LIVE_HEAL, 1).close();
            went.countDown();
          } catch (InterruptedException | StoppedException e) {
            throw new AssertionError(e);
          }
        });
    await(() -> budget.state().waiting().getOrDefault(LIVE_HEAL, 0) == 1);
    assertThat(budget.state().underWay()).isEqualTo(1);
    probe.answered(true, OptionalLong.empty());
    assertThat(went.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void timeIsExpectedByWhatIsNotKeptFree() throws Exception {
    RequestBudget budget = budget(100, 4);
    assertThat(budget.expected(80)).isZero();
    assertThat(budget.expected(240)).isEqualTo(Duration.ofMinutes(2));
    budget.stop(Duration.ofSeconds(30), "too many (429)");
    assertThat(budget.expected(160)).isEqualTo(Duration.ofSeconds(90));
  }

  /**
   * Sixteen threads, each request arriving somewhere between grant and answer: no minute, wherever
   * it starts, holds more than the limit.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void noMinuteHoldsMoreThanTheLimit(long seed) throws Exception {
    RequestBudget budget = budget(200, 6);
    List<long[]> arrivals = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Random random = new Random(seed * 100 + i);
      RequestPriority priority = List.of(RequestPriority.values()).get(i % 4);
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int n = 0; n < 30; n++) {
                    int weight = 1 + random.nextInt(10);
                    try (Permit permit = budget.take(priority, weight)) {
                      time.passes(Duration.ofMillis(random.nextInt(300)));
                      arrivals.add(new long[] {time.nanos(), weight});
                      time.passes(Duration.ofMillis(random.nextInt(300)));
                      if (random.nextInt(5) > 0) {
                        permit.answered(true, OptionalLong.empty());
                      }
                    }
                  }
                } catch (InterruptedException | StoppedException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(arrivals).hasSize(480);
    long most = 0;
    for (long[] start : arrivals) {
      long end = start[0] + Duration.ofMinutes(1).toNanos();
      long sum =
          arrivals.stream()
              .filter(one -> one[0] >= start[0] && one[0] < end)
              .mapToLong(one -> one[1])
              .sum();
      most = Math.max(most, sum);
    }
    assertThat(most).isLessThanOrEqualTo(200).isGreaterThan(120);
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not happen");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
