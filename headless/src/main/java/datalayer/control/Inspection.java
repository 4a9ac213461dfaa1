package datalayer.control;

import datalayer.backfill.RunProgress;
import datalayer.control.SystemStatus.Holdings;
import datalayer.control.SystemStatus.Installation;
import datalayer.control.SystemStatus.Store;
import datalayer.landing.Witnesses;
import datalayer.ledger.ArchiveRecord;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.ledger.CoverageTable;
import datalayer.ledger.Ledger;
import datalayer.ledger.LedgerException;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.monitor.Readiness;
import datalayer.monitor.SpoolSize;
import datalayer.store.BarTables;
import datalayer.store.ClickHouse;
import datalayer.store.ClickHouseException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at everything once and says how it is; what does not answer is said not to. */
public final class Inspection {

  private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(10);
  private static final int MOST_AMENDMENTS = 1000;

  private final Path data;
  private final ClickHouse clickHouse;
  private final Ledger ledger;
  private final BarTables tables;
  private final Witnesses witnesses;
  private final Readiness readiness;
  private final Supplier<List<VenueState>> venues;
  private final InstantSource clock;
  private volatile Installation installation;

  /**
   * @param venues that may ask for what they do not know; waited for
   */
  public Inspection(
      Installation installation,
      Path data,
      ClickHouse clickHouse,
      Ledger ledger,
      BarTables tables,
      Witnesses witnesses,
      Readiness readiness,
      Supplier<List<VenueState>> venues,
      InstantSource clock) {
    this.installation = installation;
    this.data = data;
    this.clickHouse = clickHouse;
    this.ledger = ledger;
    this.tables = tables;
    this.witnesses = witnesses;
    this.readiness = readiness;
    this.venues = venues;
    this.clock = clock;
  }

  /** From now on the process is a daemon or a console, and no command. */
  public void become(String role) {
    installation = installation.as(role);
  }

  SystemStatus status(List<RunProgress> runs) {
    try {
      // Only in the first seconds of a process is there anything to wait for.
      boolean all = readiness.awaitFirstLook(FIRST_LOOK);
      LOG.atDebug().addKeyValue("all", all).log("looked");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Map<String, Integer> states = new TreeMap<>();
    runs.forEach(run -> states.merge(run.state().label(), 1, Integer::sum));
    SpoolSize spool = new SpoolSize(data.resolve("spool"));
    return new SystemStatus(
        installation,
        clock.instant(),
        readiness.checks(),
        store(),
        venues.get(),
        states,
        new SystemStatus.Spool(spool.files(), spool.bytes(), data.toFile().getUsableSpace()),
        holdings());
  }

  private Store store() {
    String name = clickHouse.address().name();
    try {
      Duration latency = clickHouse.ping();
      Instant before = clock.instant();
      long theirs =
          clickHouse
              .query("SELECT toUnixTimestamp64Milli(now64(3))", Map.of(), row -> row.int64())
              .getFirst();
      Instant middle = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
      String version =
          clickHouse.query("SELECT version()", Map.of(), row -> row.string()).getFirst();
      return new Store(name, version, latency, Duration.ofMillis(theirs - middle.toEpochMilli()));
    } catch (ClickHouseException e) {
      return new Store(name, "", null, null);
    }
  }

  private @Nullable Holdings holdings() {
    try {
      Instant now = clock.instant();
      Map<Series, TimeRange> asked = witnesses.asked();
      long expected = 0;
      long present = 0;
      int complete = 0;
      for (Map.Entry<Series, TimeRange> entry : asked.entrySet()) {
        Series series = entry.getKey();
        RangeSet due = due(entry.getValue(), now);
        List<CoverageInterval> known =
            ledger.transaction(tx -> tx.coverage().intervals(series, entry.getValue()));
        RangeSet held = CoverageTable.in(State.PRESENT, known).intersection(due);
        // What the venue is known not to have is not open either.
        RangeSet settled =
            RangeSet.of(
                known.stream()
                    .filter(interval -> !interval.state().isMissing())
                    .map(CoverageInterval::range)
                    .toList());
        expected += due.bars(series.timeframe());
        present += held.bars(series.timeframe());
        complete += due.minus(settled).isEmpty() ? 1 : 0;
      }
      return new Holdings(
          asked.size(),
          tables.currentRows(),
          expected,
          present,
          complete,
          ledger.transaction(tx -> tx.intents().allOpen()).size(),
          witnesses.incidents().size(),
          ledger.transaction(tx -> tx.findings().amendments(MOST_AMENDMENTS)).size(),
          ledger.transaction(tx -> tx.archives().quarantined()).stream()
              .map(ArchiveRecord::reason)
              .toList());
    } catch (ClickHouseException | LedgerException e) {
      return null;
    }
  }

  private static RangeSet due(TimeRange range, Instant now) {
    return range
        .intersection(new TimeRange(Instant.EPOCH, now))
        .map(RangeSet::of)
        .orElse(RangeSet.EMPTY);
  }
}
