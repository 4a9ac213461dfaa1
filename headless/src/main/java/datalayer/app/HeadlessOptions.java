package datalayer.app;

import datalayer.app.config.ClickHouseSettings;
import datalayer.app.config.Settings;
import datalayer.landing.FaultPoint;
import datalayer.ledger.LedgerAddress;
import datalayer.market.Instrument;
import datalayer.market.Series;
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
 * @param streams series that are streamed live; none of a venue that cannot stream yet
 * @param faults told of every moment on a chunk's way
 * @param deadlines of venues' answers
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
    List<Series> streams,
    FaultPoint.Observer faults,
    HttpDeadlines deadlines) {

  /** With the deadlines of venues over the internet. */
  public HeadlessOptions(
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
      List<Series> streams,
      FaultPoint.Observer faults) {
    this(
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
        streams,
        faults,
        HttpDeadlines.defaults());
  }

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
        parallelInserts,
        parallelDownloads,
        requests,
        patience,
        addresses,
        instruments,
        streams,
        faults,
        deadlines);
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
        streams,
        observer,
        deadlines);
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
        streams,
        faults,
        deadlines);
  }

  /** As these, with these series streamed live. */
  public HeadlessOptions withStreams(List<Series> live) {
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
        List.copyOf(live),
        faults,
        deadlines);
  }

  /** As these, with these instruments named by the configuration. */
  public HeadlessOptions withInstruments(List<Instrument> named) {
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
        List.copyOf(named),
        streams,
        faults,
        deadlines);
  }

  /** As these, with venues that must answer sooner or may take longer. */
  public HeadlessOptions withDeadlines(HttpDeadlines others) {
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
        streams,
        faults,
        others);
  }
}
