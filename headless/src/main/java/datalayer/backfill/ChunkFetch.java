package datalayer.backfill;

import datalayer.backfill.Plan.ArchiveSource;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.landing.ChunkKey;
import datalayer.landing.Delivery;
import datalayer.landing.Delivery.UnreadableRow;
import datalayer.ledger.ArchiveRecord;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.Source;
import datalayer.venue.ArchiveFetch;
import datalayer.venue.ArchiveFile;
import datalayer.venue.BarArchive;
import datalayer.venue.RejectedRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what a chunk wants: from its sources, and where these are truncated or broken, from its
 * fallbacks. Used once, by one thread.
 */
final class ChunkFetch {

  private final PlannedChunk chunk;
  private final BarArchive archive;
  private final long step;

  private final List<Bar> bars = new ArrayList<>();
  private final List<UnreadableRow> unreadable = new ArrayList<>();
  private final List<ArchiveRecord> archives = new ArrayList<>();
  private final List<ArchiveSource> read = new ArrayList<>();
  private final List<CoverageInterval> troubles = new ArrayList<>();
  private RangeSet open;
  private long bytes;
  private @Nullable String unavailable;
  private @Nullable Duration retryAfter;

  ChunkFetch(PlannedChunk chunk, BarArchive archive) {
    this.chunk = chunk;
    this.archive = archive;
    this.step = chunk.series().timeframe().millis();
    this.open = chunk.wanted();
  }

  /** Reads sources, then fallbacks as far as something is still open. */
  void run() throws InterruptedException {
    for (ArchiveSource source : chunk.sources()) {
      fetch(source);
    }
    for (ArchiveSource source : chunk.fallbacks()) {
      if (!open.intersection(RangeSet.of(source.range())).isEmpty()) {
        fetch(source);
      }
    }
  }

  /** Whether a source did not answer and something is still open, so that trying again may help. */
  boolean isWorthRepeating() {
    return !open.isEmpty() && unavailable() != null;
  }

  /** Why a source did not answer, or null when all did. */
  @Nullable String unavailable() {
    return unavailable;
  }

  /** How long the venue asked us to wait before trying again, or null. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  long bytes() {
    return bytes;
  }

  /** The files that were read, for people: {@code a.zip and 27 more}; null when none was. */
  @Nullable String files() {
    return switch (read.size()) {
      case 0 -> null;
      case 1 -> name(read.getFirst());
      default -> "%s and %d more".formatted(name(read.getFirst()), read.size() - 1);
    };
  }

  /** The checksum of the file, where it was a single one. */
  @Nullable String sha256() {
    List<ArchiveRecord> landed =
        archives.stream().filter(a -> a.state() == ArchiveRecord.State.LANDED).toList();
    return landed.size() == 1 ? landed.getFirst().sha256() : null;
  }

  /** What is wrong, a sentence each, for people. */
  List<String> complaints() {
    return troubles.stream().map(CoverageInterval::reason).distinct().toList();
  }

  Delivery delivery(UUID snapshot, String run) {
    Series series = chunk.series();
    Delivery.Part part =
        new Delivery.Part(series, chunk.range(), bars, unreadable, absences(), archives);
    return new Delivery(
        ChunkKey.of(series, chunk.range()), Source.ARCHIVE, snapshot, run, List.of(part));
  }

  private void fetch(ArchiveSource source) throws InterruptedException {
    ArchiveFile.Span span =
        source.range().duration().compareTo(Duration.ofDays(1)) > 0
            ? ArchiveFile.Span.MONTH
            : ArchiveFile.Span.DAY;
    ArchiveFile file =
        new ArchiveFile(chunk.series(), source.path(), source.range(), span, source.bytes());
    switch (archive.fetch(file)) {
      case ArchiveFetch.Read found -> take(source, found);
      case ArchiveFetch.Absent absent -> trouble(source, file.name() + " is not published");
      case ArchiveFetch.Quarantined broken -> {
        archives.add(record(source, "", 0, ArchiveRecord.State.QUARANTINED, broken.reason()));
        trouble(source, broken.reason());
      }
      case ArchiveFetch.Unavailable away -> {
        unavailable = away.reason();
        retryAfter = away.retryAfter();
        trouble(source, away.reason());
      }
    }
  }

  private void take(ArchiveSource source, ArchiveFetch.Read found) {
    bytes += found.bytes();
    read.add(source);
    archives.add(record(source, found.sha256(), found.bytes(), ArchiveRecord.State.LANDED, ""));
    List<TimeRange> covered = new ArrayList<>();
    for (Bar bar : found.bars()) {
      sort(source, bar, covered);
    }
    for (RejectedRow row : found.rejected()) {
      unreadable.add(
          new UnreadableRow(
              UnreadableRow.UNKNOWN_TIME,
              row.raw(),
              "line %d: %s".formatted(row.line(), row.reason())));
    }
    open = open.minus(RangeSet.of(covered));
  }

  /** Takes a bar that is wanted, keeps aside one that cannot be, passes over one that is not. */
  private void sort(ArchiveSource source, Bar bar, List<TimeRange> covered) {
    long time = bar.openTime();
    if (!source.range().contains(time)) {
      keepAside(bar, "open time outside the period of " + name(source));
    } else if (time % step != 0) {
      keepAside(bar, "open time off the %s grid".formatted(chunk.series().timeframe()));
    } else if (isOpen(time)) {
      bars.add(bar);
      if (!covered.isEmpty() && covered.getLast().to().toEpochMilli() == time) {
        covered.add(TimeRange.ofMillis(covered.removeLast().from().toEpochMilli(), time + step));
      } else {
        covered.add(TimeRange.ofMillis(time, time + step));
      }
    }
  }

  private void keepAside(Bar bar, String fault) {
    unreadable.add(new UnreadableRow(bar.openTime(), bar.toString(), fault));
  }

  /** Whether a bar is wanted and no earlier file delivered it. */
  private boolean isOpen(long time) {
    return open.ranges().size() == 1
        ? open.ranges().getFirst().contains(time)
        : open.contains(Instant.ofEpochMilli(time));
  }

  private void trouble(ArchiveSource source, String reason) {
    troubles.add(new CoverageInterval(source.range(), State.UNDELIVERED, reason));
  }

  /** Why what is still open is missing: the trouble with its source, or a source without a row. */
  private List<CoverageInterval> absences() {
    List<CoverageInterval> absences = new ArrayList<>();
    RangeSet unexplained = open;
    for (CoverageInterval trouble : troubles) {
      RangeSet here = unexplained.intersection(RangeSet.of(trouble.range()));
      here.ranges()
          .forEach(r -> absences.add(new CoverageInterval(r, trouble.state(), trouble.reason())));
      unexplained = unexplained.minus(here);
    }
    for (ArchiveSource source : read) {
      RangeSet here = unexplained.intersection(RangeSet.of(source.range()));
      here.ranges()
          .forEach(r ->
              absences.add(
                  new CoverageInterval(r, State.ABSENT, name(source) + " has no row for it")));
      unexplained = unexplained.minus(here);
    }
    unexplained
        .ranges()
        .forEach(r ->
            absences.add(new CoverageInterval(r, State.UNDELIVERED, "in no archive file yet")));
    return absences;
  }

  private ArchiveRecord record(
      ArchiveSource source, String sha256, long size, ArchiveRecord.State state, String reason) {
    return new ArchiveRecord(
        source.path(), chunk.series().toString(), source.range(), sha256, size, state, reason);
  }

  private static String name(ArchiveSource source) {
    return source.path().substring(source.path().lastIndexOf('/') + 1);
  }
}
