package datalayer.app;

import datalayer.app.config.ClickHouseSettings;
import datalayer.app.config.Settings;
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
 * @param parallelInserts into ClickHouse at once
 * @param parallelDownloads of archive files at once
 * @param requests to venues under way at once; 0 asks none for bars and works from archives alone
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
    int parallelInserts,
    int parallelDownloads,
    int requests,
    Duration patience,
    BinanceAddresses binance,
    List<Instrument> instruments,
    FaultPoint.Observer faults) {

  /** The database that contracts name. */
  public static final String ANALYTICS = "analytics";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Everything embedded, in one directory, over the venues' own archives and nothing else. */
  public static HeadlessOptions in(Path dataDirectory) {
    return new HeadlessOptions(
        dataDirectory,
        Optional.empty(),
        ANALYTICS,
        0,
        Optional.empty(),
        10,
        4,
        4,
        0,
        PATIENCE,
        BinanceAddresses.defaults(),
        List.of(),
        FaultPoint.Observer.NONE);
  }

  /** What an operator configured. */
  public static HeadlessOptions of(
      Settings settings, Path dataDirectory, List<Instrument> instruments) {
    ClickHouseSettings clickHouse = settings.clickHouse();
    return new HeadlessOptions(
        dataDirectory,
        clickHouse.server().map(server -> server.address(clickHouse.database())),
        clickHouse.database(),
        settings.engine().port(),
        settings.operations().map(o -> settings.ledger(dataDirectory)),
        clickHouse.maxConnections(),
        clickHouse.parallelInserts(),
        settings.network().parallelDownloads(),
        settings.network().maxRequests(),
        PATIENCE,
        settings.venues().binance(),
        instruments,
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
        parallelInserts,
        parallelDownloads,
        requests,
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
        parallelInserts,
        parallelDownloads,
        requests,
        patience,
        binance,
        instruments,
        observer);
  }

  /** As these, with what a configuration would name. */
  public HeadlessOptions withInstruments(List<Instrument> configured) {
    return new HeadlessOptions(
        dataDirectory,
        clickHouse,
        database,
        enginePort,
        operations,
        connections,
        parallelInserts,
        parallelDownloads,
        requests,
        patience,
        binance,
        configured,
        faults);
  }

  /** As these, with so many requests at once. */
  public HeadlessOptions withRequests(int atOnce) {
    return new HeadlessOptions(
        dataDirectory,
        clickHouse,
        database,
        enginePort,
        operations,
        connections,
        parallelInserts,
        parallelDownloads,
        atOnce,
        patience,
        binance,
        instruments,
        faults);
  }
}
