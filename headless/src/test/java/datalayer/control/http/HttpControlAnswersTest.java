package datalayer.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.backfill.RunProgress;
import datalayer.backfill.RunState;
import datalayer.control.BarColumns;
import datalayer.control.ControlException;
import datalayer.control.PlanDriftedException;
import datalayer.control.Query;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of answers that are not plain: drifted plans, half answers, silence. */
final class HttpControlAnswersTest {

  private static final Series BTC = Series.parse("binance:spot:BTC/USDT:1m");
  private static final TimeRange DAY =
      new TimeRange(Instant.parse("2026-02-10T00:00:00Z"), Instant.parse("2026-02-11T00:00:00Z"));
  private static final BackfillRequest REQUEST =
      new BackfillRequest(
          "test", List.of(BTC.instrument()), List.of(Timeframe.M1), DAY, Load.MISSING, 1);

  private TestDoor door;
  private HttpControl control;

  @BeforeEach
  void open() throws IOException {
    door = new TestDoor(Limits.defaults());
    control = HttpControl.connect(door.server.address(), door.token);
  }

  @AfterEach
  void close() {
    control.close();
    door.close();
  }

  private static RunProgress run(String id, RunState state) {
    Instant end = state.isOver() ? FakeControl.NOW : null;
    return new RunProgress(
        id,
        "t",
        "s",
        state,
        REQUEST,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        FakeControl.NOW,
        end,
        null,
        "",
        List.of());
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it does not become so").isLessThan(end);
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void commandsArrive() {
    Plan plan = control.plan(REQUEST);
    assertThat(control.start(plan)).isEqualTo("b-0001");
    control.resume("b-0001");
    control.cancel("b-0001");
    control.retry("b-0001");
    control.register(List.of(BTC.instrument()));

    assertThat(door.control.told)
        .containsExactly(
            "plan test",
            "start p-0001",
            "resume b-0001",
            "cancel b-0001",
            "retry b-0001",
            "register [" + BTC.instrument() + "]");
  }

  @Test
  void aDriftedPlanBringsTheFreshOne() {
    Plan plan = control.plan(REQUEST);
    Plan fresh = new Plan("p-0002", REQUEST, FakeControl.NOW, List.of(), List.of("changed"));
    door.control.drifted = Optional.of(fresh);

    PlanDriftedException drifted =
        catchThrowableOfType(PlanDriftedException.class, () -> control.start(plan));

    assertThat(drifted).hasMessage("12 bars came in the meantime");
    assertThat(drifted.fresh()).isEqualTo(fresh);
  }

  @Test
  void refusalsKeepTheirWords() {
    assertThatThrownBy(() -> control.pause("b-0001"))
        .isExactlyInstanceOf(ControlException.class)
        .hasMessage("b-0001 is over and cannot be held");
    assertThatThrownBy(() -> control.status())
        .isExactlyInstanceOf(ControlException.class)
        .hasMessage("not now");
  }

  @Test
  void manyBarsAreTheSameBars() {
    int size = 20_011;
    double[] figures = IntStream.range(0, size).mapToDouble(i -> i / 3.0).toArray();
    door.control.bars =
        new BarColumns(
            IntStream.range(0, size).mapToLong(i -> i * 60_000L).toArray(),
            figures,
            figures,
            figures,
            figures,
            figures,
            IntStream.range(0, size).map(i -> i % 7 - 1).toArray(),
            new byte[size]);

    BarColumns bars = control.bars(BTC, DAY);

    assertThat(bars).usingRecursiveComparison().isEqualTo(door.control.bars);
    assertThat(door.control.told).containsExactly("bars " + BTC + " " + DAY);
  }

  @Test
  void anAnswerThatBreaksOffIsNotTakenForAWholeOne() {
    assertThatThrownBy(() -> query("1000000 in-the-middle"))
        .isExactlyInstanceOf(ControlException.class)
        .hasMessageContaining("broke off its answer");
    assertThatThrownBy(() -> query("10 at-once"))
        .isExactlyInstanceOf(ControlException.class)
        .hasMessage("ClickHouse refused: at-once");
    assertThat(query("100000")).isEqualTo(100_000);
  }

  private int query(String sql) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    control.query(new Query(sql, "TSV", false), answer);
    return answer.size();
  }

  @Test
  void snapshotsFollowRunsThatComeEndAndAreTriedAgain() {
    door.control.runs = List.of(run("b-0001", RunState.RUNNING));
    await(() -> control.snapshot().runs().equals(door.control.runs));
    door.control.runs = List.of(run("b-0002", RunState.RUNNING), run("b-0001", RunState.FAILED));
    await(() -> control.snapshot().runs().equals(door.control.runs));
    door.control.runs = List.of(run("b-0002", RunState.COMPLETE), run("b-0001", RunState.RUNNING));
    await(() -> control.snapshot().runs().equals(door.control.runs));
    door.control.runs = List.of();
    await(() -> control.snapshot().runs().isEmpty());
  }

  @Test
  void onlyWhatChangedIsSent() {
    SnapshotParts parts = new SnapshotParts();
    door.control.runs = List.of(run("b-0002", RunState.RUNNING), run("b-0001", RunState.COMPLETE));
    Documents.SnapshotPart first = parts.since("", door.control.snapshot());
    door.control.runs = List.of(run("b-0002", RunState.RUNNING), run("b-0001", RunState.COMPLETE));
    Documents.SnapshotPart second = parts.since(first.mark(), door.control.snapshot());

    assertThat(first.runs()).allMatch(part -> part.run() != null);
    assertThat(second.runs().get(0).run()).isNotNull();
    assertThat(second.runs().get(1).run()).isNull();
    assertThat(new SnapshotParts().since(first.mark(), door.control.snapshot()).runs())
        .as("a mark of another process")
        .allMatch(part -> part.run() != null);
  }

  @Test
  void whenNobodyAnswersAnyMoreTheLastSnapshotStaysAndSaysSo() {
    door.control.runs = List.of(run("b-0001", RunState.COMPLETE));
    await(() -> !control.snapshot().runs().isEmpty());
    URI address = door.server.address();
    door.server.close();

    await(() -> !control.snapshot().clickHouse().trouble().isEmpty());
    assertThat(control.snapshot().runs()).hasSize(1);
    assertThat(control.snapshot().at()).isEqualTo(FakeControl.NOW);
    assertThat(control.snapshot().clickHouse().trouble())
        .contains(address.toString())
        .contains("Asking again");
    assertThatThrownBy(() -> control.series()).isInstanceOf(ControlException.class);
  }

  @Test
  void aWrongTokenIsSaidAtOnce() {
    assertThatThrownBy(() -> HttpControl.connect(door.server.address(), Token.random()))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("the token is not this process's");
  }

  @Test
  void theTokenIsNotSentOverAPlainNetwork() {
    for (String url : List.of("http://10.0.0.7:8088", "http://daemon.example", "ftp://127.0.0.1")) {
      assertThatThrownBy(() -> HttpControl.connect(URI.create(url), door.token))
          .isInstanceOf(ControlException.class)
          .hasMessageContaining("tunnel");
    }
  }

  @Test
  void nobodyThereIsSaidAtOnce() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + free);
    assertThatThrownBy(() -> HttpControl.connect(nobody, door.token))
        .isInstanceOf(ControlException.class)
        .hasMessage("nobody listens at " + nobody + ". Is the daemon or console running?");
  }
}
