package datalayer.backfill;

import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a backfill would do, worked out before anything is written.
 *
 * @param id what people type, for example {@code p-81be}
 * @param series one entry per series asked for, in the order asked, also where nothing is missing
 * @param remarks sentences worth reading before running it
 */
public record Plan(
    String id,
    BackfillRequest request,
    Instant madeAt,
    List<SeriesPlan> series,
    List<String> remarks) {

  public Plan {
    series = List.copyOf(series);
    remarks = List.copyOf(remarks);
  }

  /**
   * The part of a plan that concerns one series.
   *
   * @param missing how many bars of the range coverage does not show
   * @param have how many bars of the range are there already
   * @param chunks what would be fetched, in order
   */
  public record SeriesPlan(Series series, long missing, long have, List<PlannedChunk> chunks) {

    public SeriesPlan {
      chunks = List.copyOf(chunks);
    }

    /** How many archive files would be read. */
    public int files() {
      return (int) chunks.stream().mapToLong(c -> c.sources().size()).sum();
    }
  }

  /**
   * A chunk that would be fetched.
   *
   * @param range from the first bar wanted to the last, within one month
   * @param wanted which bars of the range are fetched
   * @param sources the archive files read for it; empty when none is published
   * @param fallbacks the archive files read where the sources turn out to be truncated or broken
   */
  public record PlannedChunk(
      Series series,
      TimeRange range,
      RangeSet wanted,
      List<ArchiveSource> sources,
      List<ArchiveSource> fallbacks) {

    public PlannedChunk {
      sources = List.copyOf(sources);
      fallbacks = List.copyOf(fallbacks);
    }

    /** A chunk of which every bar is wanted and that has no second source. */
    public PlannedChunk(Series series, TimeRange range, List<ArchiveSource> sources) {
      this(series, range, RangeSet.of(range), sources, List.of());
    }

    /** How many bars are wanted. */
    public long bars() {
      return wanted.bars(series.timeframe());
    }
  }

  /**
   * An archive file that holds bars of a chunk.
   *
   * @param range the period that the file's name promises
   * @param bytes its size, or -1 where the listing does not tell
   */
  public record ArchiveSource(String path, TimeRange range, long bytes) {}

  /** Bars to fetch over all series. */
  public long rows() {
    return series.stream().mapToLong(SeriesPlan::missing).sum();
  }

  /** Bars of the range that are there already. */
  public long rowsHeld() {
    return series.stream().mapToLong(SeriesPlan::have).sum();
  }

  public int files() {
    return series.stream().mapToInt(SeriesPlan::files).sum();
  }

  /** Bytes to download, as far as the listing tells. */
  public long bytes() {
    return series.stream()
        .flatMap(s -> s.chunks().stream())
        .flatMap(c -> c.sources().stream())
        .mapToLong(source -> Math.max(0, source.bytes()))
        .sum();
  }

  public int chunks() {
    return series.stream().mapToInt(s -> s.chunks().size()).sum();
  }

  /** How long the run may take at a rate, in rows per second. */
  public Duration expectedAt(double rowsPerSecond) {
    return Duration.ofMillis((long) (1000 * rows() / Math.max(1, rowsPerSecond)));
  }
}
