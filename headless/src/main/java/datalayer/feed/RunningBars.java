package datalayer.feed;

import datalayer.market.Series;
import datalayer.venue.StreamedBar;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The newest bar of every series; older updates are let go of, and counted. */
final class RunningBars {

  private record Slot(LiveBar bar, boolean seen) {}

  private final Map<Series, Slot> slots = new ConcurrentHashMap<>();

  /**
   * Keeps a bar if it is the newest.
   *
   * @return whether another update was let go of that nobody had looked at
   */
  boolean put(StreamedBar streamed, Instant now) {
    LiveBar bar =
        new LiveBar(
            streamed.series(), streamed.bar(), streamed.closed(), streamed.eventTime(), now);
    @Nullable Slot before = slots.get(streamed.series());
    if (before != null && isOlder(bar, before.bar())) {
      return true;
    }
    slots.put(streamed.series(), new Slot(bar, false));
    return before != null && !before.seen() && !before.bar().closed();
  }

  Optional<LiveBar> newest(Series series) {
    @Nullable Slot slot =
        slots.computeIfPresent(
            series, (key, held) -> held.seen() ? held : new Slot(held.bar(), true));
    return Optional.ofNullable(slot).map(Slot::bar);
  }

  /** Two connections overlap for a while, and the older one may be behind. */
  private static boolean isOlder(LiveBar bar, LiveBar than) {
    long open = bar.bar().openTime();
    long other = than.bar().openTime();
    return open < other
        || (open == other && (than.closed() || bar.eventTime().isBefore(than.eventTime())));
  }
}
