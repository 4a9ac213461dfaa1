package datalayer.venue.binance;

import datalayer.venue.http.StopNotices;
import datalayer.venue.http.Ticks;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Notices that are kept in memory, by a test's own time. */
final class NoticeBoard implements StopNotices {

  private final Ticks ticks;
  private final Map<URI, Posted> posted = new ConcurrentHashMap<>();

  private record Posted(long end, String reason) {}

  NoticeBoard(Ticks ticks) {
    this.ticks = ticks;
  }

  @Override
  public void post(URI venue, Duration length, String reason) {
    posted.put(venue, new Posted(ticks.nanos() + length.toNanos(), reason));
  }

  @Override
  public Optional<Notice> of(URI venue) {
    return Optional.ofNullable(posted.get(venue))
        .map(p -> new Notice(Duration.ofNanos(p.end() - ticks.nanos()), p.reason()))
        .filter(notice -> notice.left().isPositive());
  }
}
