package datalayer.venue.binance;

import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.HistoryFetch;
import datalayer.venue.HistoryFetch.Answered;
import datalayer.venue.RequestPriority;
import datalayer.venue.http.Deadlines;
import datalayer.venue.http.HandTime;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.Retries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** The adapter, the venue it talks to, and time that passes by hand; the venue's clock is right. */
final class RestRig implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-05T12:00:20Z");
  static final Series SPOT = Series.parse("binance:spot:BTC/USDT:1m");
  static final Series SWAP = Series.parse("binance:swap:BTC/USDT:1m");

  /** What the venue has where it {@link #listed}, and five minutes of it. */
  static final TimeRange LISTED = range("2026-03-03T00:00:00Z", "2026-03-05T12:00:00Z");

  static final TimeRange WINDOW = range("2026-03-04T00:00:00Z", "2026-03-04T00:05:00Z");

  final HandTime time = new HandTime(NOW);
  final NoticeBoard notices = new NoticeBoard(time);
  final TrueVenue venue;
  final HttpFetcher http;
  final BinanceRest rest;
  final BinanceCatalogue catalogue;
  final BinanceHistory history;

  RestRig() throws IOException {
    this(Deadlines.requests(), 8);
  }

  RestRig(Deadlines deadlines, int atOnce) throws IOException {
    venue = new TrueVenue(() -> NOW.plusNanos(time.nanos()));
    Retries retries =
        new Retries(3, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(1));
    http = new HttpFetcher(deadlines, retries, time, time, () -> 1.0);
    BinanceAddresses defaults = BinanceAddresses.defaults();
    BinanceAddresses addresses =
        new BinanceAddresses(
            venue.address(),
            defaults.spotStream(),
            venue.address(),
            defaults.futuresStream(),
            defaults.archive(),
            null);
    rest = new BinanceRest(addresses, http, time, atOnce, notices, retries, time, time, () -> 1.0);
    catalogue = new BinanceCatalogue(rest);
    history = new BinanceHistory(rest, catalogue);
  }

  /** A venue with two days and a half of bars. */
  static RestRig listed() throws IOException {
    RestRig rig = new RestRig();
    rig.lists(LISTED);
    return rig;
  }

  /** The venue has every bar of a minute that opens within the range. */
  void lists(TimeRange range) {
    LongStream.iterate(
            range.from().toEpochMilli(), t -> t < range.to().toEpochMilli(), t -> t + 60_000)
        .forEach(venue.opens::add);
  }

  /** The venue has no bar within the range. */
  void lacks(TimeRange range) {
    venue.opens.subSet(range.from().toEpochMilli(), true, range.to().toEpochMilli(), false).clear();
  }

  HistoryFetch fetch(Series series, TimeRange range) throws InterruptedException {
    return history.fetch(series, range, RequestPriority.BACKFILL);
  }

  Answered answered(Series series, TimeRange range) throws InterruptedException {
    HistoryFetch fetched = fetch(series, range);
    if (fetched instanceof Answered answered) {
      return answered;
    }
    throw new AssertionError("not answered: " + fetched);
  }

  static TimeRange range(String from, String to) {
    return new TimeRange(Instant.parse(from), Instant.parse(to));
  }

  static RangeSet covered(List<Bar> bars) {
    return RangeSet.of(
        bars.stream()
            .map(bar -> TimeRange.ofMillis(bar.openTime(), bar.openTime() + 60_000))
            .toList());
  }

  @Override
  public void close() {
    http.close();
    venue.close();
  }
}
