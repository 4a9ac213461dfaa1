package datalayer.backfill;

import datalayer.backfill.HistoryReading.Silence;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.ledger.Statements;
import datalayer.market.RangeSet;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says why what is still open of a chunk is missing: what its files said, what the venue answered,
 * what went wrong, and when it is worth asking again. Whether that makes a hole the venue's own is
 * judged when it is written down, against what was said before.
 */
final class Absences {

  private final PlannedChunk chunk;
  private final OpenBars open;
  private final @Nullable FileReading files;
  private final @Nullable HistoryReading history;
  private final HoleRules rules;
  private final boolean archived;
  private final InstantSource clock;

  /**
   * @param archived whether an archive publishes files of the series at all
   */
  Absences(
      PlannedChunk chunk,
      OpenBars open,
      @Nullable FileReading files,
      @Nullable HistoryReading history,
      HoleRules rules,
      boolean archived,
      InstantSource clock) {
    this.chunk = chunk;
    this.open = open;
    this.files = files;
    this.history = history;
    this.rules = rules;
    this.archived = archived;
    this.clock = clock;
  }

  List<CoverageInterval> all() {
    List<CoverageInterval> all = new ArrayList<>();
    RangeSet rest = open.open();
    rest = rest.minus(opening(all));
    for (TimeRange stretch : cut(rest)) {
      all.add(reason(stretch));
    }
    return all;
  }

  /** The stretch before the instrument's first bar, where this chunk opens its series. */
  private RangeSet opening(List<CoverageInterval> all) {
    if (history == null || !chunk.opening()) {
      return RangeSet.EMPTY;
    }
    history
        .older()
        .ranges()
        .forEach(r ->
            all.add(
                new CoverageInterval(
                    r,
                    State.UNDELIVERED,
                    "the venue has bars that are older than its oldest file; the next run asks for them",
                    Statements.nothingUntil(clock.instant()))));
    if (!history.older().isEmpty() || (files != null && !files.troubles().isEmpty())) {
      return RangeSet.EMPTY;
    }
    for (Map.Entry<TimeRange, Silence> silence : history.silences().entrySet()) {
      TimeRange range = silence.getKey();
      boolean leads = !range.from().isAfter(chunk.range().from());
      if (leads && !silence.getValue().before() && silence.getValue().after()) {
        String reason =
            "not listed before %s: no archive file is older or has a row before it; %s"
                .formatted(range.to(), silence.getValue().evidence());
        all.add(new CoverageInterval(range, State.NOT_LISTED, reason));
        return RangeSet.of(range);
      }
    }
    return RangeSet.EMPTY;
  }

  private CoverageInterval reason(TimeRange stretch) {
    String fault = fault(stretch);
    String file = silentFile(stretch);
    Silence silence = silence(stretch);
    if (silence != null && silence.isSurrounded()) {
      return silent(stretch, file, silence, fault);
    }
    if (silence != null && silence.unlisted() && fault == null) {
      return new CoverageInterval(
          stretch,
          State.NOT_LISTED,
          "not listed before %s: %s".formatted(stretch.to(), silence.evidence()));
    }
    Statements said = history == null ? Statements.NONE : Statements.nothingUntil(clock.instant());
    if (file != null) {
      said = said.withFile(file);
    }
    if (silence != null) {
      String lacking = silence.before() ? "after" : "before";
      String reason =
          "%s; it has none %s it either, so that proves nothing"
              .formatted(silence.evidence(), lacking);
      return new CoverageInterval(stretch, State.ABSENT, joined(fault, reason), said);
    }
    if (fault != null) {
      return new CoverageInterval(stretch, State.UNDELIVERED, fault, said);
    }
    return file != null
        ? new CoverageInterval(stretch, State.ABSENT, withoutChecksum(file), said)
        : unpublished(stretch, said);
  }

  private CoverageInterval silent(
      TimeRange stretch, @Nullable String file, Silence silence, @Nullable String fault) {
    Instant settled = stretch.to().plus(rules.settled());
    boolean late = !silence.at().isBefore(settled);
    boolean fileless = !archived || !silence.at().isBefore(stretch.to().plus(rules.lateness()));
    Statements said =
        Statements.nothingUntil(settled)
            .withAnswer(silence.evidence(), silence.at(), late && fileless && fault == null);
    if (file != null) {
      said = said.withFile(file);
    }
    return new CoverageInterval(stretch, State.ABSENT, joined(fault, silence.evidence()), said);
  }

  private CoverageInterval unpublished(TimeRange stretch, Statements said) {
    boolean rowless = files != null && files.isBroken(stretch);
    return rowless
        ? new CoverageInterval(
            stretch, State.ABSENT, "its file has rows that cannot be read and none for it", said)
        : new CoverageInterval(stretch, State.UNDELIVERED, "in no archive file yet", said);
  }

  /** What went wrong with the sources of a stretch, or null. */
  private @Nullable String fault(TimeRange stretch) {
    List<String> faults = new ArrayList<>();
    if (files != null) {
      files.troubles().forEach((source, trouble) -> add(faults, source.range(), stretch, trouble));
    }
    if (history != null) {
      history.troubles().forEach((range, trouble) -> add(faults, range, stretch, trouble));
    }
    return faults.isEmpty() ? null : String.join("; ", faults);
  }

  private static void add(List<String> faults, TimeRange of, TimeRange stretch, String trouble) {
    if (of.intersection(stretch).isPresent() && !faults.contains(trouble)) {
      faults.add(trouble);
    }
  }

  private @Nullable String silentFile(TimeRange stretch) {
    if (files == null || files.isBroken(stretch)) {
      return null;
    }
    return files.silences().entrySet().stream()
        .filter(e -> e.getKey().encloses(stretch))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private @Nullable Silence silence(TimeRange stretch) {
    return history == null
        ? null
        : history.silences().entrySet().stream()
            .filter(e -> e.getKey().encloses(stretch))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
  }

  /** Cuts what is open where one source's word ends and another's begins. */
  private List<TimeRange> cut(RangeSet rest) {
    List<TimeRange> borders = new ArrayList<>();
    if (files != null) {
      borders.addAll(files.silences().keySet());
      files.troubles().keySet().forEach(source -> borders.add(source.range()));
    }
    if (history != null) {
      borders.addAll(history.silences().keySet());
      borders.addAll(history.troubles().keySet());
    }
    List<TimeRange> pieces = new ArrayList<>(rest.ranges());
    for (TimeRange border : borders) {
      List<TimeRange> finer = new ArrayList<>();
      for (TimeRange piece : pieces) {
        piece.intersection(border).ifPresent(finer::add);
        finer.addAll(RangeSet.of(piece).minus(RangeSet.of(border)).ranges());
      }
      pieces = finer;
    }
    return pieces.stream().sorted().toList();
  }

  private static String joined(@Nullable String fault, String reason) {
    return fault == null ? reason : fault + "; " + reason;
  }

  private static String withoutChecksum(String statement) {
    return statement.replaceFirst(" \\(SHA-256 [0-9a-f]*\\)", "");
  }
}
