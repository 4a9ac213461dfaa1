package datalayer.app;

import datalayer.feed.Feed;
import datalayer.feed.FeedOptions;
import datalayer.landing.Landing;
import datalayer.landing.Witnesses;
import datalayer.market.Series;
import datalayer.market.Venue;
import datalayer.venue.BarHistory;
import datalayer.venue.BarStream;
import datalayer.venue.binance.BinanceStream;
import datalayer.venue.binance.StreamLimits;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the live streams that are configured. */
final class LiveStreams {

  private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);

  private LiveStreams() {}

  /** Starts them; nothing where none is configured that can be served. */
  static Optional<Feed> start(
      HeadlessOptions options,
      BarHistory history,
      Landing landing,
      Witnesses witnesses,
      InstantSource clock) {
    BarStream binance = new BinanceStream(options.binance(), StreamLimits.defaults());
    List<Series> served = options.streams().stream().filter(binance::covers).distinct().toList();
    String unserved =
        options.streams().stream()
            .filter(series -> !binance.covers(series))
            .map(Series::toString)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    if (!unserved.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("series", unserved)
          .log("these series cannot be streamed live yet; scheduled work keeps them complete");
    }
    if (served.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Feed(
            List.of(new Feed.Source(Venue.BINANCE, binance, history)),
            served,
            landing,
            witnesses,
            FeedOptions.defaults(),
            clock,
            System::nanoTime,
            () -> ThreadLocalRandom.current().nextDouble()));
  }
}
