package datalayer.app;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.backfill.Plan;
import datalayer.backfill.RunProgress;
import datalayer.landing.FaultPoint;
import datalayer.ledger.Amendment;
import datalayer.ledger.Intent;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.ArchiveServer;
import datalayer.store.BarTables;
import datalayer.store.TestStore;
import datalayer.store.engine.TestEngine;
import datalayer.venue.binance.BinanceAddresses;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The whole core over a database of a test's own and an archive on loopback. */
public final class TestSystem implements AutoCloseable {

  /** After the last of the real files. */
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));

  public final ArchiveServer archive;
  public final Headless headless;

  /** The core over the shared engine, in a database of its own. */
  public TestSystem(Path data, ArchiveServer archive) {
    this(data, archive, TestEngine.freshDatabase());
  }

  /** The core over the shared engine, in a database that may exist already. */
  public TestSystem(Path data, ArchiveServer archive, String database) {
    this(data, archive, database, FaultPoint.Observer.NONE);
  }

  /** The same, with somebody who is told of every moment on a chunk's way. */
  public TestSystem(Path data, ArchiveServer archive, String database, FaultPoint.Observer faults) {
    this.archive = archive;
    HeadlessOptions embedded = HeadlessOptions.in(data);
    this.headless =
        Headless.start(
            new HeadlessOptions(
                data,
                Optional.of(TestStore.address(database)),
                database,
                0,
                Optional.empty(),
                8,
                2,
                2,
                0,
                embedded.patience(),
                BinanceAddresses.defaults()
                    .withArchive(archive.archiveAddress(), archive.listingAddress()),
                List.of(),
                List.of(),
                faults),
            CLOCK);
  }

  /** A request for one series. */
  public static BackfillRequest request(Series series, TimeRange range, Load load) {
    return new BackfillRequest(
        "test", List.of(series.instrument()), List.of(series.timeframe()), range, load, 2);
  }

  public Plan plan(BackfillRequest request) {
    return headless.control().plan(request);
  }

  /** Plans, runs, and waits for the end. */
  public RunProgress run(BackfillRequest request) throws InterruptedException {
    String id = headless.control().start(plan(request));
    if (!headless.backfills().await(id, 120_000)) {
      throw new AssertionError("the run did not end: " + headless.backfills().find(id));
    }
    return headless.backfills().find(id).orElseThrow();
  }

  /** The bars of {@code bars_current}, by open time. */
  public Map<Long, Bar> current(Series series, TimeRange range) {
    Map<Long, Bar> bars = new TreeMap<>();
    new BarTables(headless.clickHouse())
        .current(series, range)
        .forEach((time, current) -> bars.put(time, current.bar()));
    return bars;
  }

  /** How many rows a table has. */
  public long count(String table) {
    return headless
        .clickHouse()
        .query("SELECT count() FROM ${database}." + table, Map.of(), row -> row.int64())
        .getFirst();
  }

  public List<Intent> openIntents() {
    return headless.ledger().transaction(tx -> tx.intents().allOpen());
  }

  public List<Amendment> amendments() {
    return headless.ledger().transaction(tx -> tx.findings().amendments(100));
  }

  /** The paths asked for since a number of requests, without the listing. */
  public List<String> fetchedSince(int requests) {
    List<String> paths = new ArrayList<>();
    archive
        .requests()
        .subList(requests, archive.requests().size())
        .forEach(r -> paths.add(r.path()));
    return paths.stream().filter(p -> p.endsWith(".zip")).toList();
  }

  @Override
  public void close() {
    headless.close();
  }
}
