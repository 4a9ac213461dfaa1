package datalayer.landing;

import datalayer.ledger.ArchiveRecord;
import datalayer.ledger.CoverageInterval;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody fetched and wants landed as one chunk.
 *
 * @param snapshot of the run that brings it
 * @param runId of that run, or null for live data
 * @param parts one per series, all of one timeframe
 */
public record Delivery(
    ChunkKey key, Source source, UUID snapshot, @Nullable String runId, List<Part> parts) {

  /** The snapshot that live bars belong to: no run brings them. */
  private static final UUID LIVE = new UUID(0, 0);

  public Delivery {
    parts = List.copyOf(parts);
    if (parts.stream().map(p -> p.series().timeframe()).distinct().count() != 1) {
      throw new IllegalArgumentException("a chunk holds series of one timeframe");
    }
  }

  /** Final bars that streams brought. */
  public static Delivery streamed(ChunkKey key, List<Part> parts) {
    return new Delivery(key, Source.STREAM, LIVE, null, parts);
  }

  /** Final bars that streams should have brought and that were asked for instead. */
  public static Delivery asked(ChunkKey key, List<Part> parts) {
    return new Delivery(key, Source.REST, LIVE, null, parts);
  }

  /**
   * Where the venue answered and had no bar.
   *
   * @param evidence for people: how it was asked and when it answered
   */
  public record Absence(TimeRange range, String evidence) {}

  /** Which bars it is about: per series from the first asked for to the last. */
  Map<Series, TimeRange> extents() {
    Map<Series, TimeRange> extents = new LinkedHashMap<>();
    for (Part part : parts) {
      extents.merge(
          part.series(),
          part.range(),
          (a, b) ->
              new TimeRange(
                  a.from().isBefore(b.from()) ? a.from() : b.from(),
                  a.to().isAfter(b.to()) ? a.to() : b.to()));
    }
    return extents;
  }

  /**
   * The share of one series.
   *
   * @param range what was asked for; every bar opens within it, on the timeframe's grid
   * @param bars final ones, in any order, repetitions allowed
   * @param unreadable rows that are no bars
   * @param absences what was asked for and is not among the bars, with the reason
   * @param archives files the bars came from
   */
  public record Part(
      Series series,
      TimeRange range,
      List<Bar> bars,
      List<UnreadableRow> unreadable,
      List<CoverageInterval> absences,
      List<ArchiveRecord> archives) {

    public Part {
      absences = List.copyOf(absences);
      archives = List.copyOf(archives);
    }

    /** The share of a series in what live streams bring. */
    public static Part live(
        Series series,
        TimeRange range,
        List<Bar> bars,
        List<UnreadableRow> unreadable,
        List<Absence> absences) {
      List<CoverageInterval> absent =
          absences.stream()
              .map(
                  a -> new CoverageInterval(a.range(), CoverageInterval.State.ABSENT, a.evidence()))
              .toList();
      return new Part(series, range, bars, unreadable, absent, List.of());
    }
  }

  /**
   * A row that is no bar, kept with the reason.
   *
   * @param openTime milliseconds since the epoch, or {@link #UNKNOWN_TIME}
   * @param raw the row as it came
   */
  public record UnreadableRow(long openTime, String raw, String fault) {

    public static final long UNKNOWN_TIME = Long.MIN_VALUE;
  }
}
