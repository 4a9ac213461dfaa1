package datalayer.backfill;

import datalayer.backfill.Plan.ArchiveSource;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.backfill.Plan.SeriesPlan;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What changed since a plan was made, so that a run would not do what was shown.
 *
 * @param sentences for people, one per change; empty when the plan still holds
 * @param fresh the plan as it would be now
 */
public record Drift(List<String> sentences, Plan fresh) {

  public Drift {
    sentences = List.copyOf(sentences);
  }

  /** Whether the plan still holds. */
  public boolean isNone() {
    return sentences.isEmpty();
  }

  /** Compares a plan with a newer one of the same request. */
  static Drift between(Plan shown, Plan fresh) {
    List<String> sentences = new ArrayList<>();
    Map<Series, SeriesPlan> now = new LinkedHashMap<>();
    fresh.series().forEach(s -> now.put(s.series(), s));
    for (SeriesPlan before : shown.series()) {
      SeriesPlan after = now.get(before.series());
      if (after != null) {
        compareBars(before, after, sentences);
        compareFiles(before, after, sentences);
      }
    }
    return new Drift(sentences, fresh);
  }

  private static void compareBars(SeriesPlan before, SeriesPlan after, List<String> sentences) {
    Series series = before.series();
    RangeSet was = before.wanted();
    RangeSet is = after.wanted();
    long gone = was.minus(is).bars(series.timeframe());
    long come = is.minus(was).bars(series.timeframe());
    long arrived = Math.clamp(after.have() - before.have(), 0, gone);
    long empty = Math.clamp(after.empty() - before.empty(), 0, gone - arrived);
    long waiting = Math.clamp(after.waiting() - before.waiting(), 0, gone - arrived - empty);
    say(sentences, arrived, series, "arrived meanwhile");
    say(sentences, empty, series, "were found empty at the venue meanwhile");
    say(sentences, waiting, series, "were asked for meanwhile and wait for their next attempt");
    say(sentences, gone - arrived - empty - waiting, series, "are not asked for any more");
    long lost = Math.clamp(before.have() - after.have(), 0, come);
    say(sentences, lost, series, "were there and are missing now");
    say(sentences, come - lost, series, "would be fetched that were not in the plan");
  }

  private static void compareFiles(SeriesPlan before, SeriesPlan after, List<String> sentences) {
    Map<String, ArchiveSource> was = files(before);
    Map<String, ArchiveSource> is = files(after);
    RangeSet isWanted = archived(after);
    is.forEach((path, file) -> {
      ArchiveSource old = was.get(path);
      if (old == null && !before.wanted().intersection(RangeSet.of(file.range())).isEmpty()) {
        sentences.add("%s was published meanwhile.".formatted(file.name()));
      } else if (old != null && old.bytes() != file.bytes()) {
        sentences.add(
            String.format(
                Locale.ROOT,
                "%s was replaced meanwhile: %,d bytes instead of %,d.",
                file.name(),
                file.bytes(),
                old.bytes()));
      }
    });
    was.forEach((path, file) -> {
      if (!is.containsKey(path) && !isWanted.intersection(RangeSet.of(file.range())).isEmpty()) {
        sentences.add("%s is not published any more.".formatted(file.name()));
      }
    });
  }

  /** Bars that files bring, or would if there were any. */
  private static RangeSet archived(SeriesPlan plan) {
    return RangeSet.of(
        plan.chunks().stream()
            .filter(c -> c.isArchived() || c.requests() == 0)
            .flatMap(c -> c.wanted().ranges().stream())
            .toList());
  }

  private static Map<String, ArchiveSource> files(SeriesPlan plan) {
    Map<String, ArchiveSource> files = new LinkedHashMap<>();
    for (PlannedChunk chunk : plan.chunks()) {
      chunk.sources().forEach(s -> files.put(s.path(), s));
      chunk.fallbacks().forEach(s -> files.put(s.path(), s));
    }
    return files;
  }

  private static void say(List<String> sentences, long bars, Series series, String what) {
    if (bars > 0) {
      sentences.add(
          String.format(
              Locale.ROOT, "%,d %s of %s %s.", bars, bars == 1 ? "bar" : "bars", series, what));
    }
  }
}
