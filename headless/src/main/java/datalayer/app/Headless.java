package datalayer.app;

import datalayer.backfill.Backfills;
import datalayer.backfill.Planner;
import datalayer.backfill.Sources;
import datalayer.control.Control;
import datalayer.control.LocalControl;
import datalayer.control.StoreWatch;
import datalayer.landing.Landing;
import datalayer.landing.LedgerRebuild;
import datalayer.landing.Spool;
import datalayer.landing.Witnesses;
import datalayer.ledger.Ledger;
import datalayer.ledger.LedgerAddress;
import datalayer.market.Venue;
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
import datalayer.venue.binance.BinanceArchive;
import datalayer.venue.http.Deadlines;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.Retries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The core, put together and running: databases open and migrated, open promises kept, ready for
 * work. Parts are closed in reverse order of their making, also when the start fails half-way.
 */
public final class Headless implements AutoCloseable {

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
  private final Control control;

  /**
   * Starts the core.
   *
   * @throws StartException saying why it cannot be started and what to do
   */
  public static Headless start(HeadlessOptions options, InstantSource clock) {
    return new Headless(options, clock);
  }

  private Headless(HeadlessOptions options, InstantSource clock) {
    this.clock = clock;
    try {
      Path data = options.dataDirectory();
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
      Sources sources = sources(options);
      this.planner = new Planner(witnesses, ledger, sources, clock);
      this.backfills =
          closing(
              new Backfills(
                  landing,
                  sources,
                  ledger,
                  node,
                  new QuartzLanes(ledger, node),
                  options.parallelDownloads(),
                  options.faults(),
                  clock));
      this.control =
          new LocalControl(
              backfills,
              planner,
              witnesses,
              tables,
              references,
              closing(new StoreWatch(clickHouse)),
              options.instruments(),
              clock);
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

  /** The door for operators. */
  public Control control() {
    return control;
  }

  public Backfills backfills() {
    return backfills;
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

  private EngineProcess engine(HeadlessOptions options) {
    try {
      return closing(
          EngineProcess.start(
              EngineOptions.in(options.dataDirectory().resolve("clickhouse"))
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

  private Sources sources(HeadlessOptions options) {
    Path data = options.dataDirectory();
    HttpFetcher http = closing(new HttpFetcher(Deadlines.defaults(), Retries.defaults(), clock));
    return Sources.archives(
        Map.of(
            Venue.BINANCE,
            new BinanceArchive(
                options.binance(),
                data.resolve("quarantine"),
                data.resolve("downloads"),
                clock,
                http)));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private <T extends AutoCloseable> T closing(T part) {
    parts.push(part);
    return part;
  }
}
