package datalayer.app.demo;

import datalayer.app.StartException;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.binance.SampleListings;
import datalayer.simulator.binance.SimulationOptions;
import datalayer.simulator.truth.MarketScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the demo shows. Everything is reckoned from the moment of its first start, which is kept
 * beside the data: the exchange must tell the same story at every start.
 *
 * @param began the moment of the first start
 */
record Sample(Instant began) {

  private static final long SEED = 20_261_122;
  private static final String FILE = "demo-began";
  private static final Duration MINUTES = Duration.ofDays(10);
  private static final Duration HOURS = Duration.ofDays(30);

  /** Longer ago than a venue's silence needs to be believed. */
  private static final Duration OUTAGE_BEFORE = Duration.ofDays(4);

  private static final Duration OUTAGE_FROM = Duration.ofMinutes(9 * 60 + 20);
  private static final Duration OUTAGE_LENGTH = Duration.ofMinutes(105);
  private static final int LANES = 3;

  private static final List<Instrument> INSTRUMENTS =
      List.of(
          instrument("binance:spot:BTC/USDT:1m"),
          instrument("binance:spot:ETH/USDT:1m"),
          instrument("binance:spot:SOL/USDT:1m"),
          instrument("binance:swap:BTC/USDT:1m"),
          instrument("binance:swap:ETH/USDT:1m"),
          instrument("binance:swap:DOGE/USDT:1m"));

  /**
   * The sample of a data directory, begun now where there is none yet.
   *
   * @throws StartException when what is kept there cannot be read or written
   */
  static Sample in(Path data, InstantSource clock) {
    Path file = data.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
      }
      return new Sample(Instant.parse(Files.readString(file).strip()));
    } catch (IOException | DateTimeParseException e) {
      throw new StartException(
          "%s cannot be used (%s); remove the folder %s to begin the demo anew"
              .formatted(file, e.getMessage(), data),
          e);
    }
  }

  List<Instrument> instruments() {
    return INSTRUMENTS;
  }

  /** What is streamed live: the same that history is of. */
  List<Series> series() {
    return INSTRUMENTS.stream()
        .flatMap(
            one -> Stream.of(Timeframe.M1, Timeframe.H1).map(length -> new Series(one, length)))
        .toList();
  }

  /** The exchange from that moment on, in real time. */
  SimulationOptions exchange(Instant now) {
    MarketScript script = SampleListings.history();
    script.outage(MarketScript.every(MarketType.SPOT), outage());
    return SimulationOptions.sample(SEED, now).with(script);
  }

  /** When the spot market was out, for everybody: no bar of it exists anywhere. */
  TimeRange outage() {
    Instant from = firstDay().minus(OUTAGE_BEFORE).plus(OUTAGE_FROM);
    return new TimeRange(from, from.plus(OUTAGE_LENGTH));
  }

  /** All there is to have up to a moment: some days of minutes, a month of hours. */
  List<BackfillRequest> upTo(String title, Instant now) {
    return List.of(
        request(title + ", minutes", Timeframe.M1, MINUTES, now),
        request(title + ", hours", Timeframe.H1, HOURS, now));
  }

  private BackfillRequest request(String title, Timeframe timeframe, Duration before, Instant now) {
    return new BackfillRequest(
        title,
        INSTRUMENTS,
        List.of(timeframe),
        new TimeRange(firstDay().minus(before), now),
        Load.MISSING,
        LANES);
  }

  private Instant firstDay() {
    return began.truncatedTo(ChronoUnit.DAYS);
  }

  private static Instrument instrument(String series) {
    return Series.parse(series).instrument();
  }
}
