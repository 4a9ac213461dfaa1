package datalayer.app;

import datalayer.landing.FaultPoint;
import datalayer.ledger.LedgerAddress;
import datalayer.market.Instrument;
import datalayer.store.ClickHouseAddress;
import datalayer.venue.binance.BinanceAddresses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the core is built with.
 *
 * @param dataDirectory of this installation; one process at a time
 * @param clickHouse the server to use, or empty for the embedded engine
 * @param database in the embedded engine
 * @param enginePort of the embedded engine, 0 for any free one
 * @param operations the operations database, or empty for an H2 file in the data directory
 * @param connections to ClickHouse at once
 * @param patience how long a chunk waits for a ClickHouse that does not answer
 * @param instruments that the configuration names
 * @param faults told of every moment on a chunk's way
 */
public record HeadlessOptions(
    Path dataDirectory,
    Optional<ClickHouseAddress> clickHouse,
    String database,
    int enginePort,
    Optional<LedgerAddress> operations,
    int connections,
    Duration patience,
    BinanceAddresses binance,
    List<Instrument> instruments,
    FaultPoint.Observer faults) {

  /** The database that contracts name. */
  public static final String ANALYTICS = "analytics";

  /** Everything embedded, in one directory. */
  public static HeadlessOptions in(Path dataDirectory) {
    return new HeadlessOptions(
        dataDirectory,
        Optional.empty(),
        ANALYTICS,
        0,
        Optional.empty(),
        10,
        Duration.ofMinutes(2),
        BinanceAddresses.defaults(),
        List.of(),
        FaultPoint.Observer.NONE);
  }

  public HeadlessOptions withBinance(BinanceAddresses addresses) {
    return new HeadlessOptions(
        dataDirectory,
        clickHouse,
        database,
        enginePort,
        operations,
        connections,
        patience,
        addresses,
        instruments,
        faults);
  }

  public HeadlessOptions withFaults(FaultPoint.Observer observer) {
    return new HeadlessOptions(
        dataDirectory,
        clickHouse,
        database,
        enginePort,
        operations,
        connections,
        patience,
        binance,
        instruments,
        observer);
  }
}
