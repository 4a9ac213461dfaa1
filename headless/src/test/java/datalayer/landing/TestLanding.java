package datalayer.landing;

import datalayer.ledger.Amendment;
import datalayer.ledger.Intent;
import datalayer.ledger.Ledger;
import datalayer.ledger.LedgerAddress;
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

/** The whole door over a real engine and an H2 file, in directories of a test's own. */
public final class TestLanding implements AutoCloseable {

  public final ClickHouse clickHouse;
  public final Ledger ledger;
  public final BarTables tables;
  public final Landing landing;
  public final Witnesses witnesses;

  public TestLanding(Path directory) {
    this(directory, TestStore.migrated(), FaultPoint.Observer.NONE);
  }

  public TestLanding(Path directory, ClickHouse clickHouse, FaultPoint.Observer faults) {
    this(directory, clickHouse, faults, InstantSource.system());
  }

  /** With a clock of the test's own, by which the ledger dates what it writes down. */
  public TestLanding(
      Path directory, ClickHouse clickHouse, FaultPoint.Observer faults, InstantSource clock) {
    this.clickHouse = clickHouse;
    this.ledger = Ledger.open(LedgerAddress.inDirectory(directory), clock);
    this.tables = new BarTables(clickHouse);
    this.landing =
        new Landing(
            tables,
            new ReferenceTables(clickHouse, InstantSource.system()),
            ledger,
            new Spool(directory.resolve("spool")),
            "here",
            InstantSource.system(),
            faults,
            4,
            new Patience(Duration.ofSeconds(5)));
    this.witnesses = new Witnesses(landing, new CoverageBitmaps(clickHouse), ledger);
  }

  public List<Intent> openIntents() {
    return ledger.transaction(tx -> tx.intents().allOpen());
  }

  public List<Amendment> amendments() {
    return ledger.transaction(tx -> tx.findings().amendments(100));
  }

  @Override
  public void close() {
    ledger.close();
    clickHouse.close();
  }
}
