package datalayer.app;

import datalayer.backfill.Backfills;
import datalayer.backfill.Duty;
import datalayer.backfill.Planner;
import datalayer.control.Control;
import datalayer.control.Inspection;
import datalayer.control.LocalControl;
import datalayer.control.StoreWatch;
import datalayer.control.SystemSnapshot;
import datalayer.control.SystemStatus;
import datalayer.control.VenueState;
import datalayer.control.http.ControlServer.Behind;
import datalayer.feed.Feed;
import datalayer.landing.Landing;
import datalayer.landing.LedgerRebuild;
import datalayer.landing.Spool;
import datalayer.landing.Witnesses;
import datalayer.ledger.Ledger;
import datalayer.ledger.LedgerAddress;
import datalayer.monitor.Heartbeat;
import datalayer.monitor.Metrics;
import datalayer.monitor.Probes;
import datalayer.monitor.Readiness;
import datalayer.monitor.SpoolSize;
import datalayer.schedule.QuartzLanes;
import datalayer.store.BarTables;
import datalayer.store.ClickHouse;
import datalayer.store.ClickHouseAddress;
import datalayer.store.CoverageBitmaps;
import datalayer.store.Patience;
import datalayer.store.Preflight;
import datalayer.store.ReferenceTables;
import datalayer.store.StoreMigrations;
import datalayer.store.engine.EngineException;
import datalayer.store.engine.EngineOptions;
import datalayer.store.engine.EngineProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The core, put together and running: databases open and migrated, open promises kept, ready for
 * work. Parts are closed in reverse order of their making, also when the start fails half-way.
 */
public final class Headless implements LocalCore {

  /** The embedded engine's folder in the data directory. */
  public static final String ENGINE = "clickhouse";

  private static final int RUNS = 4;
  private static final Duration LANDING_PATIENCE = Duration.ofSeconds(10);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final InstantSource clock;
  private final Optional<EngineProcess> engine;
  private final ClickHouse clickHouse;
  private final Ledger ledger;
  private final BarTables tables;
  private final Witnesses witnesses;
  private final Planner planner;
  private final Backfills backfills;
  private final Optional<Feed> feed;
  private final Control control;
  private final Path data;
  private final Heartbeat heartbeat;
  private final Readiness readiness;
  private final Metrics metrics;
  private final Inspection inspection;

  /**
   * Starts the core, and with it whatever was left unfinished.
   *
   * @throws StartException saying why it cannot be started and what to do
   */
  public static Headless start(HeadlessOptions options, InstantSource clock) {
    return start(options, clock, Duty.everything(RUNS));
  }

  /** As above, working the runs that are this process's duty. */
  public static Headless start(HeadlessOptions options, InstantSource clock, Duty duty) {
    return new Headless(options, clock, duty);
  }

  private Headless(HeadlessOptions options, InstantSource clock, Duty duty) {
    this.clock = clock;
    try {
      this.data = options.dataDirectory();
      closing(DirectoryLock.take(data));
      String node = NodeName.of(data);
      this.engine =
          options.clickHouse().isPresent() ? Optional.empty() : Optional.of(engine(options));
      this.clickHouse = closing(clickHouse(options));
      Patience patience = new Patience(options.patience());
      // An engine that dies while we start comes back; a server that is not there is said at once.
      Patience starting = engine.isPresent() ? patience : new Patience(Duration.ZERO);
      starting.ask("migrations", () -> new StoreMigrations(clickHouse, clock).apply());
      List<String> troubles = starting.ask("preflight", () -> new Preflight(clickHouse).troubles());
      if (!troubles.isEmpty()) {
        throw new StartException(String.join("\n", troubles));
      }
      this.ledger =
          closing(
              Ledger.open(
                  options.operations().orElseGet(() -> LedgerAddress.inDirectory(data)), clock));
      this.tables = new BarTables(clickHouse);
      ReferenceTables references = new ReferenceTables(clickHouse, clock);
      CoverageBitmaps bitmaps = new CoverageBitmaps(clickHouse);
      LedgerRebuild rebuild = new LedgerRebuild(ledger, tables, bitmaps);
      starting.ask("ledger rebuild", rebuild::runWhereLost);
      Landing landing =
          new Landing(
              tables,
              references,
              ledger,
              new Spool(data.resolve("spool")),
              node,
              clock,
              options.faults(),
              options.parallelInserts(),
              // A lane that waits longer says so, and asks again.
              new Patience(shorter(options.patience(), LANDING_PATIENCE)));
      landing.recover();
      this.witnesses = new Witnesses(landing, bitmaps, ledger);
      Exchanges exchanges = closing(new Exchanges(options, new LedgerStops(ledger, node), clock));
      this.planner = new Planner(witnesses, ledger, exchanges.sources(), clock);
      this.backfills =
          closing(
              new Backfills(
                  landing,
                  exchanges.sources(),
                  ledger,
                  node,
                  new QuartzLanes(ledger, node),
                  duty,
                  options.parallelDownloads(),
                  options.faults(),
                  clock));
      this.feed =
          exchanges
              .history()
              .flatMap(h -> LiveStreams.start(options, h, landing, witnesses, clock));
      feed.ifPresent(this::closing);
      this.metrics = closing(new Metrics(ProgramVersion.name()));
      feed.ifPresent(metrics::watch);
      this.readiness = closing(readiness());
      this.inspection = inspection(options, exchanges::askedStates);
      this.control =
          new LocalControl(
              backfills,
              planner,
              witnesses,
              tables,
              references,
              closing(new StoreWatch(clickHouse)),
              clickHouse,
              inspection,
              exchanges::states,
              feed,
              options.instruments(),
              clock);
      this.heartbeat = closing(new Heartbeat(() -> follow(control.snapshot())));
      metrics.watch(data, new SpoolSize(data.resolve("spool")));
      metrics.watch(readiness);
      exchanges.watchedBy(metrics);
      // The first to be closed.
      parts.push(ledger::waitNoLonger);
      backfills.open();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new StartException("the start was interrupted", e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public Control control() {
    return control;
  }

  @Override
  public URI openDoor(DoorOptions options) {
    inspection.become(options.role());
    return closing(Door.open(new Behind(control, heartbeat, readiness, metrics), options, data))
        .address();
  }

  @Override
  public Heartbeat heartbeat() {
    return heartbeat;
  }

  public Backfills backfills() {
    return backfills;
  }

  /** The live streams; empty where none is configured. */
  public Optional<Feed> feed() {
    return feed;
  }

  public Witnesses witnesses() {
    return witnesses;
  }

  public ClickHouse clickHouse() {
    return clickHouse;
  }

  /** The bar tables. */
  public BarTables tables() {
    return tables;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** The embedded engine, where no server is configured. */
  public Optional<EngineProcess> engine() {
    return engine;
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        RuntimeException failure = new IllegalStateException("a part could not be closed", e);
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private Readiness readiness() {
    return new Readiness(
        List.of(
            Probes.migrations(new StoreMigrations(clickHouse, clock)),
            Probes.clickHouse(clickHouse, metrics::pinged),
            Probes.operations(ledger),
            Probes.spool(data.resolve("spool")),
            Probes.disk(data)));
  }

  private Inspection inspection(HeadlessOptions options, Supplier<List<VenueState>> venues) {
    LedgerAddress operations =
        options.operations().orElseGet(() -> LedgerAddress.inDirectory(data));
    return new Inspection(
        new SystemStatus.Installation(
            ProgramVersion.name(),
            "command",
            ProcessHandle.current().pid(),
            clock.instant(),
            data.toString(),
            operations.url().replaceAll("[?;].*", "")),
        data,
        clickHouse,
        ledger,
        tables,
        witnesses,
        readiness,
        venues,
        clock);
  }

  private EngineProcess engine(HeadlessOptions options) {
    try {
      return closing(
          EngineProcess.start(
              EngineOptions.in(options.dataDirectory().resolve(ENGINE))
                  .withPort(options.enginePort()),
              clock));
    } catch (EngineException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private ClickHouse clickHouse(HeadlessOptions options) {
    if (engine.isEmpty()) {
      return new ClickHouse(options.clickHouse().orElseThrow(), options.connections());
    }
    EngineProcess running = engine.get();
    ClickHouseAddress address =
        new ClickHouseAddress(
            running.endpoint(), "default", running.token(), options.database(), "embedded");
    return new ClickHouse(address, running::endpoint, options.connections());
  }

  private void follow(SystemSnapshot newest) {
    metrics.follow(newest.runs(), newest.streams());
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private <T extends AutoCloseable> T closing(T part) {
    parts.push(part);
    return part;
  }
}
