package datalayer.console.shell;

import datalayer.console.fx.Figures;
import datalayer.console.fx.Times;
import datalayer.console.theme.Mark;
import datalayer.feed.StreamState;
import datalayer.feed.StreamState.Heal;
import datalayer.feed.StreamState.Late;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream of live data, for the status line.
 *
 * @param name {@code Binance spot}
 * @param mark whether it is well, late or stale
 * @param age of its newest data, in words: {@code 0.4 s}, {@code 41 s late}
 * @param stream everything that is known of it
 */
public record Connection(String name, Mark mark, String age, StreamState stream) {

  private static final int MOST_LATE = 5;

  /**
   * How a stream is.
   *
   * @param taken when that was said
   * @param now the time of the console's clock
   * @param stale whether nothing has been said for too long
   */
  static Connection of(StreamState stream, Instant taken, Instant now, boolean stale) {
    Mark mark = stale ? Mark.STALE : mark(stream);
    return new Connection(stream.name(), mark, age(stream, stale ? taken : now), stream);
  }

  private static Mark mark(StreamState stream) {
    return switch (stream.phase()) {
      case LIVE ->
          !stream.late().isEmpty() || !stream.trouble().isEmpty() ? Mark.LATE : Mark.COMPLETE;
      case SUBSCRIBED, CONNECTING -> stream.dataAt() == null ? Mark.WAITING : Mark.LATE;
      case WAITING -> Mark.LATE;
    };
  }

  private static String age(StreamState stream, Instant now) {
    Instant dataAt = stream.dataAt();
    String old = dataAt == null ? Figures.UNKNOWN : Figures.age(Duration.between(dataAt, now));
    return switch (stream.phase()) {
      case LIVE ->
          stream.late().stream()
              .map(Late::since)
              .min(Comparator.naturalOrder())
              .map(since -> Figures.age(Duration.between(since, now)) + " late")
              .orElse(old);
      case SUBSCRIBED, CONNECTING -> dataAt == null ? "connecting" : old + ", connecting";
      case WAITING -> dataAt == null ? "not connected" : old + ", lost";
    };
  }

  /** Everything else that is known of it, a line each: many words, for whoever asks. */
  String details() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, %s, %s"
            .formatted(
                stream.name(), phase(stream), Figures.count(stream.series(), "series", "series")));
    if (!stream.trouble().isEmpty()) {
      lines.add(stream.trouble());
    }
    Instant next = stream.nextAttempt();
    if (next != null) {
      lines.add("Next attempt at " + Times.clock(next));
    }
    lines.add(
        "%s, %s replaced before they were read, %s that said no bar"
            .formatted(
                Figures.count(stream.frames(), "message", "messages"),
                Figures.count(stream.conflated()),
                Figures.count(stream.unreadable())));
    lines.add("Came back %s".formatted(Figures.count(stream.reconnects(), "time", "times")));
    if (stream.waiting() > 0) {
      lines.add(Figures.count(stream.waiting(), "final bar waits", "final bars wait") + " to land");
    }
    stream.late().stream().limit(MOST_LATE).forEach(late -> lines.add(late(late)));
    @Nullable Heal heal = stream.lastHeal();
    lines.add(
        heal == null
            ? "Nothing had to be healed"
            : "Last heal: %s of %s by REST in %s at %s"
                .formatted(
                    Figures.count(heal.bars(), "bar", "bars"),
                    Figures.count(heal.series(), "series", "series"),
                    Figures.age(heal.took()),
                    Times.clock(heal.at())));
    return String.join("\n", lines);
  }

  private static String late(Late late) {
    return "Late: %s, %s, %s"
        .formatted(late.series(), Figures.count(late.bars(), "bar", "bars"), late.reason());
  }

  private static String phase(StreamState stream) {
    return switch (stream.phase()) {
      case WAITING -> "not connected";
      case CONNECTING -> "connecting";
      case SUBSCRIBED -> "subscribed, no data yet";
      case LIVE -> "live";
    };
  }
}
