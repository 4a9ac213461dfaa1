package datalayer.simulator.binance;

import datalayer.simulator.ArchiveServer;
import datalayer.simulator.FaultScript;
import datalayer.simulator.ServedRequest;
import datalayer.simulator.truth.Truth;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Binance that runs on loopback and knows the truth: REST and streams of both markets, and the
 * archive with its listing, over one truth, one clock and one script of faults.
 */
public final class SimulatedBinance implements AutoCloseable {

  /** How many ports it listens on. */
  public static final int PORTS = 6;

  private final Truth truth;
  private final SimulatedClock clock;
  private final FaultScript faults = new FaultScript();
  private final PublicationScript publications = new PublicationScript();
  private final RestServer spot;
  private final RestServer futures;
  private final ArchiveServer archive;
  private final StreamServer spotStreams;
  private final StreamServer futuresStreams;
  private final AdminServer admin;
  private final List<Runnable> open = new ArrayList<>();

  private SimulatedBinance(SimulationOptions options) throws IOException {
    truth = new Truth(options.seed(), options.listings(), options.script());
    clock = new SimulatedClock(options.start(), options.speed());
    try {
      spot = new RestServer(BinanceMarket.SPOT, truth, clock, faults, port(options, 0));
      open.add(spot::close);
      spotStreams = new StreamServer(BinanceMarket.SPOT, truth, clock, faults, port(options, 1));
      open.add(spotStreams::close);
      futures = new RestServer(BinanceMarket.USDT_MARGINED, truth, clock, faults, port(options, 2));
      open.add(futures::close);
      futuresStreams =
          new StreamServer(BinanceMarket.USDT_MARGINED, truth, clock, faults, port(options, 3));
      open.add(futuresStreams::close);
      PublishedTruth published =
          new PublishedTruth(
              truth, clock, publications, options.dailyDelay(), options.monthlyDelay());
      archive = new ArchiveServer(published, faults, port(options, 4));
      open.add(archive::close);
      admin = new AdminServer(this, port(options, 5));
      open.add(admin::close);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts it.
   *
   * @throws IOException when a port is not to be had
   */
  public static SimulatedBinance start(SimulationOptions options) throws IOException {
    return new SimulatedBinance(options);
  }

  /**
   * Every address by the name of the environment variable that takes it, and the simulator's own as
   * {@code SIMULATOR__ADMIN_URL}.
   */
  public Map<String, String> addresses() {
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("BINANCE__SPOT_REST_URL", spot.address().toString());
    addresses.put("BINANCE__SPOT_WS_URL", spotStreams.address().toString());
    addresses.put("BINANCE__FUTURES_REST_URL", futures.address().toString());
    addresses.put("BINANCE__FUTURES_WS_URL", futuresStreams.address().toString());
    addresses.put("BINANCE__ARCHIVE_URL", archive.archiveAddress().toString());
    addresses.put("BINANCE__ARCHIVE_LISTING_URL", archive.listingAddress().toString());
    addresses.put("SIMULATOR__ADMIN_URL", admin.address().toString());
    return addresses;
  }

  public Truth truth() {
    return truth;
  }

  public SimulatedClock clock() {
    return clock;
  }

  /**
   * The faults of REST and the archive. Targets see {@code GET /api/v3/klines?…}, {@code GET
   * /fapi/v1/klines?…}, {@code GET /data/spot/…}.
   */
  public FaultScript faults() {
    return faults;
  }

  /** What goes wrong when the archive publishes. */
  public PublicationScript publications() {
    return publications;
  }

  /** The archive, for putting other files over it and taking some away. */
  public ArchiveServer archive() {
    return archive;
  }

  /**
   * How long, in real time, requests that come after a refusal are not held against their sender:
   * half a second, or more where several processes share the address and tell each other.
   */
  public void crossing(Duration time) {
    spot.crossing(time);
    futures.crossing(time);
  }

  /** The REST requests of both markets in the order of arrival. */
  public List<VenueRequest> requests() {
    return Stream.concat(spot.requests().stream(), futures.requests().stream())
        .sorted(Comparator.comparing(VenueRequest::at))
        .toList();
  }

  /** The requests to the archive and its listing. */
  public List<ServedRequest> archiveRequests() {
    return archive.requests();
  }

  /** The connections to the streams of both markets, open and ended, in the order of opening. */
  public List<ServedStream> streams() {
    return Stream.concat(spotStreams.served().stream(), futuresStreams.served().stream())
        .sorted(Comparator.comparing(ServedStream::opened))
        .toList();
  }

  /** Announces that a market's streams restart, and ends the connections told after a notice. */
  public void shutDownStreams(BinanceMarket market, Duration notice) {
    (market == BinanceMarket.SPOT ? spotStreams : futuresStreams).shutDown(notice);
  }

  /** REST requests that came over a limit or although their sender had been told to wait. */
  public List<VenueRequest> violations() {
    return requests().stream().filter(request -> request.standing().isViolation()).toList();
  }

  /** Everything that was asked to go wrong and never did: such a run proves nothing about it. */
  public List<String> unfired() {
    List<String> unfired = new ArrayList<>();
    faults.unfired().forEach(entry -> unfired.add(entry.toString()));
    truth.script().untold().forEach(amendment -> unfired.add(amendment.toString()));
    unfired.addAll(publications.unmet());
    return unfired;
  }

  @Override
  public void close() {
    open.reversed().forEach(Runnable::run);
  }

  private static int port(SimulationOptions options, int offset) {
    return options.portBase() == 0 ? 0 : options.portBase() + offset;
  }
}
