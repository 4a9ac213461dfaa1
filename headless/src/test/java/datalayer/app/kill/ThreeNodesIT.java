package datalayer.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.market.Bar;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveServer;
import datalayer.simulator.BarWalk;
import datalayer.simulator.Fault;
import datalayer.store.ClickHouse;
import datalayer.store.ClickHouseAddress;
import datalayer.store.TestStore;
import datalayer.store.engine.TestEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes share a run over PostgreSQL and one ClickHouse. One is killed as by {@code kill -9},
 * one is stopped for half a minute and goes on: every chunk is done once, nothing is twice in any
 * layer, and never more chunks are worked at once than the run allows.
 */
final class ThreeNodesIT {

  /** Together more than two nodes have threads, so that each node has some. */
  private static final int LANES = 10;

  private static final int SYMBOLS = 10;
  private static final int MONTHS = 24;
  private static final Duration FROZEN = Duration.ofSeconds(30);
  private static final Duration DEADLINE = Duration.ofMinutes(8);
  private static final TimeRange RANGE =
      new TimeRange(Instant.parse("2023-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z"));

  @TempDir Path directory;

  @Test
  void oneIsKilledAndOneIsFrozenAndEverythingIsThereOnce() throws Exception {
    String database = TestEngine.freshDatabase();
    try (ArchiveServer archive = archive();
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        ChildProcess second = node("two", postgres, database, archive, false);
        ChildProcess third = node("three", postgres, database, archive, false)) {
      for (ChildProcess node : List.of(second, third)) {
        assertThat(node.awaitLine(NodeChild.READY)).as(node.said()).isTrue();
      }
      // Last, so that the run is not over before the others are there.
      try (ChildProcess first = node("one", postgres, database, archive, true);
          Connection ledger = postgres.getPostgresDatabase().getConnection()) {
        assertThat(first.awaitLine(NodeChild.STARTED)).as(first.said()).isTrue();
        String run = first.line(NodeChild.STARTED);
        awaitLanes(ledger, run, first, second, third);

        long killed = System.currentTimeMillis();
        List<Integer> orphans = lanesOf(ledger, run, node("one"));
        first.kill();
        long frozen = System.currentTimeMillis();
        signal(second, "STOP");
        List<Integer> stopped = lanesOf(ledger, run, node("two"));
        assertThat(second.endsWithin(FROZEN.toMillis())).isFalse();
        signal(second, "CONT");
        awaitEnd(ledger, run, second, third);

        System.out.printf(
            "ThreeNodesIT: %d lanes of the killed node went on after %s ms, %d lanes of the frozen one after %s ms; at most %d of %d chunks at once%n",
            orphans.size(),
            recovery(ledger, run, orphans, killed),
            stopped.size(),
            recovery(ledger, run, stopped, frozen),
            mostAtOnce(ledger, run),
            LANES);
        everyChunkIsDoneOnce(ledger, run);
        assertThat(mostAtOnce(ledger, run)).isLessThanOrEqualTo(LANES);
        for (ChildProcess node : List.of(second, third)) {
          node.askToEnd();
          assertThat(node.awaitEnd()).as(node.said()).isZero();
        }
      }
      nothingIsThereTwice(database);
    }
  }

  private static ArchiveServer archive() throws IOException {
    ArchiveServer archive = ArchiveServer.empty();
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      Map<YearMonth, List<Bar>> months =
          new BarWalk(symbol, Timeframe.H1)
              .over(RANGE).stream()
                  .collect(
                      Collectors.groupingBy(
                          bar -> YearMonth.from(bar.opensAt().atOffset(ZoneOffset.UTC))));
      ArchiveFiles files = ArchiveFiles.usdtMargined("N" + symbol + "USDT", Timeframe.H1);
      months.forEach((month, bars) -> archive.put(files.month(month, bars)));
    }
    // So that there is time to kill somebody.
    archive.faults().always("\\.zip$", new Fault.Dribble(8 << 10, Duration.ofMillis(250)));
    return archive;
  }

  private Path node(String name) {
    return directory.resolve(name);
  }

  private ChildProcess node(
      String name,
      EmbeddedPostgres postgres,
      String database,
      ArchiveServer archive,
      boolean starts)
      throws IOException {
    ClickHouseAddress clickHouse = TestStore.address(database);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                node(name).toString(),
                postgres.getJdbcUrl("postgres", "postgres"),
                clickHouse.endpoint().toString(),
                clickHouse.password(),
                database,
                archive.archiveAddress().toString(),
                archive.listingAddress().toString()));
    if (starts) {
      arguments.addAll(List.of(String.valueOf(LANES), RANGE.toString()));
      IntStream.range(0, SYMBOLS)
          .forEach(symbol -> arguments.add("binance:swap:N%d/USDT".formatted(symbol)));
    }
    return ChildProcess.startApart(NodeChild.class, arguments);
  }

  /** Waits until the nodes that are to be killed and frozen have a chunk each. */
  private void awaitLanes(Connection ledger, String run, ChildProcess... nodes) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (lanesOf(ledger, run, node("one")).isEmpty()
        || lanesOf(ledger, run, node("two")).isEmpty()) {
      assertThat(System.nanoTime()).as(said(nodes)).isLessThan(end);
      assertThat(state(ledger, run)).as(said(nodes)).isNotEqualTo("complete");
      nodes[0].endsWithin(20);
    }
  }

  private static void awaitEnd(Connection ledger, String run, ChildProcess... nodes)
      throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!state(ledger, run).equals("complete")) {
      assertThat(System.nanoTime())
          .as("the run is %s\n%s", state(ledger, run), said(nodes))
          .isLessThan(end);
      nodes[0].endsWithin(100);
    }
  }

  static String said(ChildProcess... nodes) {
    StringBuilder said = new StringBuilder();
    for (ChildProcess node : nodes) {
      said.append("--- ").append(node.pid()).append('\n').append(node.said()).append('\n');
    }
    return said.toString();
  }

  static void signal(ChildProcess node, String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(node.pid())).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }

  /** The lanes that have a chunk in their hands on a node. */
  static List<Integer> lanesOf(Connection ledger, String run, Path node)
      throws SQLException, IOException {
    Path name = node.resolve("node");
    if (!Files.exists(name)) {
      return List.of();
    }
    return numbers(
            ledger,
            "SELECT a.lane FROM run_chunk_attempt a WHERE a.run_id = '%s' AND NOT a.ended AND a.node = '%s'"
                .formatted(run, Files.readString(name).strip()))
        .stream()
        .map(Long::intValue)
        .toList();
  }

  static String state(Connection ledger, String run) throws SQLException {
    try (Statement statement = ledger.createStatement();
        ResultSet row = statement.executeQuery("SELECT state FROM run WHERE id = '" + run + "'")) {
      return row.next() ? row.getString(1) : "not there";
    }
  }

  /** How long after the blow each lane claimed its next chunk. */
  private static List<Long> recovery(Connection ledger, String run, List<Integer> lanes, long since)
      throws SQLException {
    List<Long> after = new ArrayList<>();
    for (int lane : lanes) {
      after.addAll(
          numbers(
              ledger,
              "SELECT MIN(started_at) - %d FROM run_chunk_attempt WHERE run_id = '%s' AND lane = %d AND started_at > %d"
                  .formatted(since, run, lane, since)));
    }
    return after;
  }

  private static void everyChunkIsDoneOnce(Connection ledger, String run) throws SQLException {
    int chunks = SYMBOLS * MONTHS;
    assertThat(
            numbers(
                ledger,
                "SELECT COUNT(*) FROM run_chunk WHERE run_id = '%s' AND state = 'verified'"
                    .formatted(run)))
        .containsExactly((long) chunks);
    assertThat(
            numbers(
                ledger,
                "SELECT COUNT(*) FROM run_chunk_attempt WHERE run_id = '%s' AND succeeded GROUP BY ordinal HAVING COUNT(*) <> 1"
                    .formatted(run)))
        .as("chunks of which not exactly one attempt was accepted")
        .isEmpty();
    assertThat(numbers(ledger, "SELECT COUNT(*) FROM intent WHERE state = 'open'"))
        .as("open intents")
        .containsExactly(0L);
    assertThat(
            numbers(
                ledger, "SELECT SUM(row_count) FROM run_chunk WHERE run_id = '%s'".formatted(run)))
        .as("rows by chunk")
        .containsExactly(expected());
  }

  /** A chunk is worked from its claim to the end of its attempt. */
  static long mostAtOnce(Connection ledger, String run) throws SQLException {
    return numbers(
            ledger,
            ("SELECT MAX(n) FROM (SELECT (SELECT COUNT(*) FROM run_chunk_attempt b WHERE b.run_id = a.run_id "
                    + "AND b.started_at <= a.started_at AND b.at_time > a.started_at) AS n "
                    + "FROM run_chunk_attempt a WHERE a.run_id = '%s') AS at_once")
                .formatted(run))
        .getFirst();
  }

  private static void nothingIsThereTwice(String database) {
    try (ClickHouse clickHouse = new ClickHouse(TestStore.address(database), 4)) {
      for (String table :
          List.of("landing_bars", "bars_snapshots", "staging_bars FINAL", "bars_current FINAL")) {
        assertThat(
                clickHouse
                    .query("SELECT count() FROM ${database}." + table, Map.of(), row -> row.int64())
                    .getFirst())
            .as(table)
            .isEqualTo(expected());
      }
      assertThat(
              clickHouse.query(
                  "SELECT count() FROM ${database}.snapshots", Map.of(), row -> row.int64()))
          .containsExactly(1L);
    }
  }

  private static long expected() {
    return SYMBOLS * Timeframe.H1.barsIn(RANGE);
  }

  static List<Long> numbers(Connection ledger, String sql) throws SQLException {
    try (Statement statement = ledger.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Long> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    }
  }
}
