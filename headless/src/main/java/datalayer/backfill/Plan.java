package datalayer.backfill;

import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a backfill would do, worked out before anything is written. A run carries out exactly this.
 *
 * @param id what people type, for example {@code p-81be}
 * @param madeAt when it was worked out; bars that were due then are in it, later ones are not
 * @param series one entry per series asked for, in the order asked, also where nothing is missing
 * @param remarks sentences worth reading before running it
 * @param expected how long the run may take
 * @param basis what the expected time rests on, in words
 */
public record Plan(
    String id,
    BackfillRequest request,
    Instant madeAt,
    List<SeriesPlan> series,
    List<String> remarks,
    Duration expected,
    String basis) {

  public Plan {
    series = List.copyOf(series);
    remarks = List.copyOf(remarks);
  }

  /** A plan whose time nobody worked out. */
  public Plan(
      String id,
      BackfillRequest request,
      Instant madeAt,
      List<SeriesPlan> series,
      List<String> remarks) {
    this(id, request, madeAt, series, remarks, Duration.ZERO, "");
  }

  /**
   * The part of a plan that concerns one series. All figures but the chunks are numbers of bars of
   * the range.
   *
   * @param missing that are due and that coverage does not show
   * @param have that are there already
   * @param reread that are there and would be read again; where the venue states one differently it
   *     becomes an amendment
   * @param empty that the venue does not have, with evidence; they are not asked for
   * @param waiting of the missing ones, not asked for before their next attempt
   * @param unlisted that would open before the instrument was listed; not missing
   * @param notDue that are not final yet and left to the schedule and the live stream
   * @param chunks what would be fetched, in order
   */
  public record SeriesPlan(
      Series series,
      long missing,
      long have,
      long reread,
      long empty,
      long waiting,
      long unlisted,
      long notDue,
      List<PlannedChunk> chunks) {

    public SeriesPlan {
      chunks = List.copyOf(chunks);
    }

    /** Of a series without bars in any special state. */
    public SeriesPlan(Series series, long missing, long have, List<PlannedChunk> chunks) {
      this(series, missing, have, 0, 0, 0, 0, 0, chunks);
    }

    /** How many archive files would be read. */
    public int files() {
      return (int) chunks.stream().mapToLong(c -> c.sources().size()).sum();
    }

    /** How many requests would be made. */
    public int requests() {
      return chunks.stream().mapToInt(PlannedChunk::requests).sum();
    }

    /** Every bar that would be fetched. */
    public RangeSet wanted() {
      return RangeSet.of(chunks.stream().flatMap(c -> c.wanted().ranges().stream()).toList());
    }
  }

  /**
   * A chunk that would be fetched. It says everything a lane needs, wherever that lane runs. What
   * its files turn out to lack is asked for by request, where the venue answers requests; a chunk
   * without files is asked for by request from the start.
   *
   * @param range from the first bar wanted to the last, within one month
   * @param wanted which bars of the range are fetched
   * @param sources the archive files read for it; empty when none is published
   * @param fallbacks the archive files read where the sources turn out to be truncated or broken
   * @param opening whether no older file of the series is published, so that silence up to its
   *     first bar means that the instrument was not listed yet
   * @param requests how many requests it takes at most, as far as can be told before its files are
   *     read
   * @param bytes to download, as far as can be told
   * @param expected how long it may take a lane
   */
  public record PlannedChunk(
      Series series,
      TimeRange range,
      RangeSet wanted,
      List<ArchiveSource> sources,
      List<ArchiveSource> fallbacks,
      boolean opening,
      int requests,
      long bytes,
      Duration expected) {

    public PlannedChunk {
      sources = List.copyOf(sources);
      fallbacks = List.copyOf(fallbacks);
    }

    /** A chunk of which every bar is wanted and that has no second source. */
    public PlannedChunk(Series series, TimeRange range, List<ArchiveSource> sources) {
      this(
          series,
          range,
          RangeSet.of(range),
          sources,
          List.of(),
          false,
          0,
          sources.stream().mapToLong(s -> Math.max(0, s.bytes())).sum(),
          Duration.ZERO);
    }

    /** How many bars are wanted. */
    public long bars() {
      return wanted.bars(series.timeframe());
    }

    /** Whether it begins with files; otherwise it is asked for by request. */
    public boolean isArchived() {
      return !sources.isEmpty() || !fallbacks.isEmpty();
    }
  }

  /**
   * An archive file that holds bars of a chunk.
   *
   * @param range the period that the file's name promises
   * @param bytes its size, or -1 where the listing does not tell
   */
  public record ArchiveSource(String path, TimeRange range, long bytes) {

    /** The last part of the path. */
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** Bars that are missing over all series. */
  public long rows() {
    return series.stream().mapToLong(SeriesPlan::missing).sum();
  }

  /** Bars of the range that are there already. */
  public long rowsHeld() {
    return series.stream().mapToLong(SeriesPlan::have).sum();
  }

  /** Bars that would be fetched; at most {@link #rows} and what is read again. */
  public long rowsWanted() {
    return everyChunk().mapToLong(PlannedChunk::bars).sum();
  }

  /** Bars that are there and would be read again. */
  public long rowsReread() {
    return series.stream().mapToLong(SeriesPlan::reread).sum();
  }

  /** Bars that are not due yet. */
  public long rowsNotDue() {
    return series.stream().mapToLong(SeriesPlan::notDue).sum();
  }

  public int files() {
    return series.stream().mapToInt(SeriesPlan::files).sum();
  }

  /** Requests to make, at most, as far as can be told before files are read. */
  public int requests() {
    return series.stream().mapToInt(SeriesPlan::requests).sum();
  }

  /** Bytes to download, as far as can be told. */
  public long bytes() {
    return everyChunk().mapToLong(PlannedChunk::bytes).sum();
  }

  public int chunks() {
    return series.stream().mapToInt(s -> s.chunks().size()).sum();
  }

  private Stream<PlannedChunk> everyChunk() {
    return series.stream().flatMap(s -> s.chunks().stream());
  }
}
