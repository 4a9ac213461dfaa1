package datalayer.console.shell;

import datalayer.console.fx.Figures;
import datalayer.console.fx.Notices;
import datalayer.feed.FeedEvent;
import datalayer.feed.StreamState;
import datalayer.feed.StreamState.Heal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells of live connections that are lost and come back, and of what was healed: one notice for a
 * connection, however many series it carries. What happened before the console looked is not told.
 */
public final class StreamNotices {

  /** Series heal one after the other; the count is told when it rests. */
  private static final Duration RESTS = Duration.ofSeconds(3);

  private final Notices notices;
  private final Map<String, Instant> happened = new HashMap<>();
  private final Map<String, Instant> healed = new HashMap<>();

  public StreamNotices(Notices notices) {
    this.notices = notices;
  }

  /** Takes note of how every connection is, at a moment. */
  public void accept(List<StreamState> streams, Instant at) {
    for (StreamState stream : streams) {
      Instant known = happened.putIfAbsent(stream.name(), at);
      if (known != null) {
        tellEvents(stream, known);
      }
      tellHeal(stream, at, known == null);
    }
  }

  private void tellEvents(StreamState stream, Instant known) {
    Instant newest = known;
    for (FeedEvent event : stream.events().reversed()) {
      if (!event.at().isAfter(known)) {
        continue;
      }
      newest = event.at();
      switch (event.kind()) {
        case LOST, BLOCKED -> notices.told(event.text());
        case LIVE -> {
          if (event.took() != null) {
            notices.done(event.text(), null);
          }
        }
        case ROTATED, GAP, HEALED, EMPTY, UNKNOWN -> {}
      }
    }
    happened.put(stream.name(), newest);
  }

  private void tellHeal(StreamState stream, Instant at, boolean before) {
    @Nullable Heal heal = stream.lastHeal();
    if (heal == null || heal.at().equals(healed.get(stream.name()))) {
      return;
    }
    if (before) {
      healed.put(stream.name(), heal.at());
    } else if (!at.isBefore(heal.at().plus(RESTS))) {
      healed.put(stream.name(), heal.at());
      notices.done(words(stream, heal), null);
    }
  }

  /** {@code Binance spot is whole again: 12 bars of 6 series by REST in 4.1 s}. */
  static String words(StreamState stream, Heal heal) {
    return "%s is whole again: %s of %s by REST in %s"
        .formatted(
            stream.name(),
            Figures.count(heal.bars(), "bar", "bars"),
            Figures.count(heal.series(), "series", "series"),
            Figures.age(heal.took()));
  }
}
