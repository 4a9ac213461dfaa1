package datalayer.app.cli;

import datalayer.feed.StreamState;
import datalayer.feed.StreamState.Heal;
import datalayer.feed.StreamState.Late;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Live connections as an operator reads them, and as a script does. */
final class StreamText {

  /** So many late series are named. */
  private static final int NAMED = 3;

  private StreamText() {}

  /** A few sentences: how it is, what it brought, what is late, what it healed last. */
  static String sentences(StreamState stream, Instant now) {
    List<String> sentences = new ArrayList<>();
    sentences.add("%s %s.".formatted(stream.name(), phase(stream, now)));
    if (!stream.trouble().isEmpty()) {
      sentences.add(ended(sentence(stream.trouble())));
    }
    sentences.add(brought(stream));
    if (!stream.late().isEmpty()) {
      sentences.add(late(stream.late(), now));
    }
    @Nullable Heal heal = stream.lastHeal();
    if (heal != null) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Last healed by request: %s of %s in %.1f s, %s ago.",
              Figures.counted(heal.bars(), "bar"),
              series(heal.series()),
              heal.took().toMillis() / 1e3,
              ago(heal.at(), now)));
    }
    return String.join(" ", sentences);
  }

  /** The same for scripts: times UTC, durations in seconds. */
  static Map<String, Object> document(StreamState stream) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", stream.name());
    document.put("venue", stream.venue().label());
    document.put("state", stream.phase().name().toLowerCase(Locale.ROOT));
    document.put("series", stream.series());
    document.put("data_at", text(stream.dataAt()));
    document.put("frames", stream.frames());
    document.put("conflated", stream.conflated());
    document.put("unreadable", stream.unreadable());
    document.put("reconnects", stream.reconnects());
    document.put("waiting_bars", stream.waiting());
    document.put("trouble", stream.trouble());
    document.put("next_attempt_at", text(stream.nextAttempt()));
    document.put("late", stream.late().stream().map(StreamText::document).toList());
    @Nullable Heal heal = stream.lastHeal();
    if (heal != null) {
      Map<String, Object> last = new LinkedHashMap<>();
      last.put("bars", heal.bars());
      last.put("series", heal.series());
      last.put("seconds", heal.took().toMillis() / 1e3);
      last.put("at", heal.at().toString());
      document.put("last_heal", last);
    }
    return document;
  }

  private static Map<String, Object> document(Late late) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("series", late.series().toString());
    document.put("since", late.since().toString());
    document.put("bars", late.bars());
    document.put("reason", late.reason());
    return document;
  }

  private static String phase(StreamState stream, Instant now) {
    String carried = series(stream.series());
    @Nullable Instant data = stream.dataAt();
    String newest =
        data == null ? "no data came yet" : "the newest came %s ago".formatted(ago(data, now));
    return switch (stream.phase()) {
      case LIVE -> "is live with %s; %s".formatted(carried, newest);
      case SUBSCRIBED ->
          "is connected and listens for %s; nothing came over this connection yet, %s"
              .formatted(carried, newest);
      case CONNECTING -> "is connecting for %s; %s".formatted(carried, newest);
      case WAITING -> {
        @Nullable Instant attempt = stream.nextAttempt();
        yield "is not connected, %s %s; %s%s"
            .formatted(
                carried,
                stream.series() == 1 ? "waits" : "wait",
                newest,
                attempt == null ? "" : "; it is tried again in " + ago(now, attempt));
      }
    };
  }

  private static String brought(StreamState stream) {
    List<String> words = new ArrayList<>();
    words.add(Figures.counted(stream.frames(), "frame"));
    words.add(Figures.counted(stream.reconnects(), "reconnect"));
    if (stream.unreadable() > 0) {
      words.add(Figures.count(stream.unreadable()) + " unreadable");
    }
    if (stream.waiting() > 0) {
      words.add(Figures.counted(stream.waiting(), "final bar") + " of its venue waiting to land");
    }
    return "So far " + String.join(", ", words) + ".";
  }

  private static String late(List<Late> late, Instant now) {
    List<String> named = new ArrayList<>();
    for (Late one : late.subList(0, Math.min(NAMED, late.size()))) {
      named.add(
          "%s, %s for %s, %s"
              .formatted(
                  one.series(),
                  Figures.counted(one.bars(), "bar"),
                  ago(one.since(), now),
                  one.reason()));
    }
    String more = late.size() > NAMED ? "; and %d more".formatted(late.size() - NAMED) : "";
    return ended("Late: " + String.join("; ", named) + more);
  }

  private static String series(int count) {
    return Figures.count(count) + " series";
  }

  private static String ago(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    return Figures.duration(age.isNegative() ? Duration.ZERO : age);
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String ended(String words) {
    return words.endsWith(".") ? words : words + ".";
  }

  private static String text(@Nullable Instant moment) {
    return moment == null ? "" : moment.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
