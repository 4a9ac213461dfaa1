package datalayer.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.ledger.LedgerAddress;
import datalayer.store.ClickHouseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Nodes in processes of their own that share the runs of a {@link DrillWorld} over one ClickHouse
 * and one operations database, and what can be done to them.
 */
final class NodesDrill implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final String IN_HAND =
      " FROM run_chunk_attempt a WHERE NOT a.ended AND a.node = '%s'";

  private final DrillWorld world;
  private final Path directory;
  private final ClickHouseAddress clickHouse;
  private final LedgerAddress operations;
  private final Connection ledger;
  private final long began = System.nanoTime();
  private final Map<String, ChildProcess> nodes = new LinkedHashMap<>();
  private final StringBuilder story = new StringBuilder();
  private final StringBuilder earlier = new StringBuilder();

  NodesDrill(
      DrillWorld world, Path directory, ClickHouseAddress clickHouse, LedgerAddress operations)
      throws SQLException {
    this.world = world;
    this.directory = directory;
    this.clickHouse = clickHouse;
    this.operations = operations;
    this.ledger =
        DriverManager.getConnection(operations.url(), operations.username(), operations.password());
  }

  /** Starts a node, or starts it again after it was killed. */
  void start(String node, String fault) throws IOException {
    List<String> arguments =
        DrillNodeChild.arguments(
            world.arguments(directory.resolve(node), fault), clickHouse, operations);
    ChildProcess before = nodes.put(node, ChildProcess.startApart(DrillNodeChild.class, arguments));
    if (before != null) {
      before.close();
      earlier
          .append("--- ")
          .append(node)
          .append(" said before\n")
          .append(before.said())
          .append('\n');
    }
    tell(node + " is started");
  }

  /** A node begins the runs, each of so many lanes. */
  void startRuns(String node, int lanes) throws IOException {
    of(node).tell(String.valueOf(lanes));
    tell(node + " is told to begin");
  }

  void awaitLine(String node, String line) throws InterruptedException {
    assertThat(of(node).awaitLine(line)).as("%s says '%s'", node, line).isTrue();
    tell("%s said '%s'".formatted(node, line));
  }

  /** Waits until a node has a chunk in its hands; false when the work is over before. */
  boolean awaitInHand(String node) throws Exception {
    Path name = directory.resolve(node).resolve("node");
    while (count("SELECT COUNT(*)" + IN_HAND.formatted(Files.readString(name).strip())) == 0) {
      if (isOver()) {
        return false;
      }
      look();
    }
    return true;
  }

  /** Waits until a venue's stop is written down for everybody. */
  void awaitStopOnRecord() throws Exception {
    while (count("SELECT COUNT(*) FROM venue_stop") == 0) {
      look();
    }
    tell("the stop is on record");
  }

  /** Waits until a node ended by itself, as it was told to. */
  void awaitKilled(String node) throws InterruptedException {
    assertThat(of(node).awaitEnd()).as("%s was killed from inside", node).isEqualTo(137);
    tell(node + " is dead");
  }

  void kill(String node) throws InterruptedException {
    of(node).kill();
    tell(node + " is killed");
  }

  void freeze(String node) throws Exception {
    assertThat(of(node).endsWithin(0)).as("%s is alive", node).isFalse();
    ThreeNodesIT.signal(of(node), "STOP");
    tell(node + " is frozen");
  }

  /** Waits until others began to work every lane that a frozen node has a chunk of, and longer. */
  void awaitOvertaken(String node, Duration atLeast) throws Exception {
    String name = Files.readString(directory.resolve(node).resolve("node")).strip();
    long until = System.nanoTime() + atLeast.toNanos();
    String held =
        "SELECT COUNT(*) FROM run_lane l WHERE l.node = '%s' AND EXISTS (SELECT 1".formatted(name)
            + IN_HAND.formatted(name)
            + " AND a.run_id = l.run_id AND a.lane = l.lane AND a.epoch = l.epoch)";
    while (count(held) > 0 || System.nanoTime() < until) {
      assertThat(of(node).endsWithin(0))
          .as(() -> node + " is frozen and not dead; it ended with " + of(node).code())
          .isFalse();
      look();
    }
    tell(node + " is overtaken");
  }

  void thaw(String node) throws Exception {
    ThreeNodesIT.signal(of(node), "CONT");
    tell(node + " goes on");
  }

  /** Waits until every run is complete. */
  void awaitComplete() throws Exception {
    while (!isOver()) {
      look();
    }
    assertThat(count("SELECT COUNT(*) FROM run WHERE state <> 'complete'"))
        .as("runs that are not complete")
        .isZero();
    tell("every run is complete");
  }

  /** Ends nodes gracefully. */
  void end(List<String> names) throws Exception {
    for (String node : names) {
      of(node).askToEnd();
    }
    for (String node : names) {
      assertThat(of(node).awaitEnd()).as("%s ended in its own time", node).isZero();
      assertThat(of(node).hasSaid(NodeChild.ENDED)).as("%s said so", node).isTrue();
    }
    tell("every node ended");
  }

  /** What was done and seen, and when. */
  String milestones() {
    return story.toString().strip().replaceAll("\\s*\n\\s*", ", ");
  }

  String story() {
    StringBuilder all = new StringBuilder(story).append(earlier);
    nodes.forEach((name, node) ->
        all.append("--- ").append(name).append(" said\n").append(node.said()).append('\n'));
    return all.toString();
  }

  @Override
  public void close() throws SQLException {
    nodes.values().forEach(ChildProcess::close);
    ledger.close();
  }

  private boolean isOver() throws SQLException {
    return count("SELECT COUNT(*) FROM run WHERE state IN ('waiting', 'running')") == 0;
  }

  private void look() {
    assertThat(System.nanoTime() - began).as("time is up").isLessThan(DEADLINE.toNanos());
    LockSupport.parkNanos(BETWEEN.toNanos());
  }

  private long count(String sql) throws SQLException {
    try (Statement statement = ledger.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private ChildProcess of(String node) {
    ChildProcess child = nodes.get(node);
    if (child == null) {
      throw new IllegalArgumentException(node + " was never started");
    }
    return child;
  }

  /** Notes what was done or seen. */
  void tell(String what) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    story.append("%d ms ".formatted(millis)).append(what).append('\n');
  }
}
