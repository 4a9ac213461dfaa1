package datalayer.simulator.binance;

import datalayer.market.Instrument;
import datalayer.simulator.truth.Listing;
import datalayer.simulator.truth.MarketScript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a simulated Binance is made of.
 *
 * @param seed the same one makes the same figures
 * @param start what its clock shows first
 * @param speed how many times as fast as real time its clock runs; 0 for one moved by hand
 * @param script what happened besides trading
 * @param dailyDelay how long after its day a daily file comes
 * @param monthlyDelay how long after the first Monday behind its month a monthly file comes
 * @param portBase the first of {@link SimulatedBinance#PORTS} ports, or 0 for any free ones
 */
public record SimulationOptions(
    long seed,
    Instant start,
    double speed,
    List<Listing> listings,
    MarketScript script,
    Duration dailyDelay,
    Duration monthlyDelay,
    int portBase) {

  public SimulationOptions {
    listings = List.copyOf(listings);
    if (portBase < 0 || portBase > 65_536 - SimulatedBinance.PORTS) {
      throw new IllegalArgumentException(
          "the first port is 0 for any, or from 1 to %d, not %d"
              .formatted(65_536 - SimulatedBinance.PORTS, portBase));
    }
  }

  /** The sample's symbols with Binance's outages, from that moment on in real time. */
  public static SimulationOptions sample(long seed, Instant start) {
    return new SimulationOptions(
        seed,
        start,
        1,
        SampleListings.all(),
        SampleListings.history(),
        Duration.ofHours(8),
        Duration.ofHours(8),
        0);
  }

  public SimulationOptions atSpeed(double times) {
    return new SimulationOptions(
        seed, start, times, listings, script, dailyDelay, monthlyDelay, portBase);
  }

  /** The same with other listings. */
  public SimulationOptions listing(List<Listing> others) {
    return new SimulationOptions(
        seed, start, speed, others, script, dailyDelay, monthlyDelay, portBase);
  }

  /**
   * The same with only some of its listings.
   *
   * @throws IllegalArgumentException naming an instrument that is not listed
   */
  public SimulationOptions only(List<Instrument> wanted) {
    List<Listing> found =
        wanted.stream()
            .distinct()
            .map(instrument ->
                listings.stream()
                    .filter(listing -> listing.instrument().equals(instrument))
                    .findFirst()
                    .orElseThrow(() ->
                        new IllegalArgumentException(
                            "the simulator does not list %s".formatted(instrument))))
            .toList();
    return listing(found);
  }

  /** The same with another script. */
  public SimulationOptions with(MarketScript other) {
    return new SimulationOptions(
        seed, start, speed, listings, other, dailyDelay, monthlyDelay, portBase);
  }

  /** The same with an archive that is slower or faster. */
  public SimulationOptions publishing(Duration daily, Duration monthly) {
    return new SimulationOptions(seed, start, speed, listings, script, daily, monthly, portBase);
  }

  public SimulationOptions onPorts(int first) {
    return new SimulationOptions(
        seed, start, speed, listings, script, dailyDelay, monthlyDelay, first);
  }
}
