package datalayer.backfill;

import datalayer.backfill.Plan.ArchiveSource;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.landing.Delivery.UnreadableRow;
import datalayer.ledger.ArchiveRecord;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.TimeRange;
import datalayer.venue.ArchiveFetch;
import datalayer.venue.ArchiveFile;
import datalayer.venue.BarArchive;
import datalayer.venue.RejectedRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a chunk's fetch that reads archive files: the sources, then the fallbacks as far as
 * something is still open. Used by one thread.
 */
final class FileReading {

  private final PlannedChunk chunk;
  private final BarArchive archive;
  private final OpenBars open;

  private final List<Bar> bars = new ArrayList<>();
  private final List<UnreadableRow> unreadable = new ArrayList<>();
  private final Map<String, ArchiveRecord> records = new LinkedHashMap<>();
  private final List<ArchiveSource> read = new ArrayList<>();
  private final Set<String> withBrokenRows = new HashSet<>();
  private final Map<ArchiveSource, String> troubles = new LinkedHashMap<>();
  private final Set<String> done = new HashSet<>();
  private long bytes;
  private @Nullable String unavailable;
  private @Nullable Duration retryAfter;

  FileReading(PlannedChunk chunk, BarArchive archive, OpenBars open) {
    this.chunk = chunk;
    this.archive = archive;
    this.open = open;
  }

  /** Reads what it has not read yet; a file that did not answer before is asked for again. */
  void run() throws InterruptedException {
    unavailable = null;
    retryAfter = null;
    for (ArchiveSource source : chunk.sources()) {
      if (open.isOpen(source.range())) {
        fetch(source);
      }
    }
    for (ArchiveSource source : chunk.fallbacks()) {
      if (open.isOpen(source.range())) {
        fetch(source);
      }
    }
  }

  /** Why a file did not come at the last run, or null when all did. */
  @Nullable String unavailable() {
    return unavailable;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  long bytes() {
    return bytes;
  }

  List<Bar> bars() {
    return bars;
  }

  List<UnreadableRow> unreadable() {
    return unreadable;
  }

  List<ArchiveRecord> records() {
    return List.copyOf(records.values());
  }

  List<ArchiveSource> read() {
    return read;
  }

  /** Why files could not be read, by the period they would have told of. */
  Map<ArchiveSource, String> troubles() {
    return troubles;
  }

  /**
   * Verified files that speak of a stretch and have no row in it, by period. A file with a row that
   * nobody could read says nothing: the row may be the missing one.
   */
  Map<TimeRange, String> silences() {
    Map<TimeRange, String> silences = new LinkedHashMap<>();
    for (ArchiveSource source : read) {
      ArchiveRecord record = records.get(source.path());
      if (record != null && !withBrokenRows.contains(source.path())) {
        silences.putIfAbsent(
            source.range(),
            "%s (SHA-256 %s) has no row for it".formatted(source.name(), record.sha256()));
      }
    }
    return silences;
  }

  /** Whether a file with rows that nobody could read tells of this stretch. */
  boolean isBroken(TimeRange stretch) {
    return read.stream()
        .anyMatch(
            s -> withBrokenRows.contains(s.path()) && s.range().intersection(stretch).isPresent());
  }

  /** The files that told of a stretch, whatever they said. */
  RangeSet told() {
    return RangeSet.of(read.stream().map(ArchiveSource::range).toList());
  }

  private void fetch(ArchiveSource source) throws InterruptedException {
    if (done.contains(source.path())) {
      return;
    }
    troubles.remove(source);
    switch (archive.fetch(file(source))) {
      case ArchiveFetch.Read found -> take(source, found);
      case ArchiveFetch.Absent _ -> {
        done.add(source.path());
        troubles.put(source, source.name() + " is not published");
      }
      case ArchiveFetch.Quarantined broken -> {
        done.add(source.path());
        record(source, "", 0, ArchiveRecord.State.QUARANTINED, broken.reason());
        troubles.put(source, broken.reason());
      }
      case ArchiveFetch.Unavailable away -> {
        unavailable = away.reason();
        retryAfter = away.retryAfter();
        troubles.put(source, away.reason());
      }
    }
  }

  private void take(ArchiveSource source, ArchiveFetch.Read found) {
    done.add(source.path());
    bytes += found.bytes();
    read.add(source);
    record(source, found.sha256(), found.bytes(), ArchiveRecord.State.LANDED, "");
    int before = unreadable.size();
    bars.addAll(open.take(found.bars(), source.range(), source.name(), unreadable));
    for (RejectedRow row : found.rejected()) {
      unreadable.add(
          new UnreadableRow(
              UnreadableRow.UNKNOWN_TIME,
              row.raw(),
              "line %d: %s".formatted(row.line(), row.reason())));
    }
    if (unreadable.size() > before) {
      withBrokenRows.add(source.path());
    }
  }

  private ArchiveFile file(ArchiveSource source) {
    ArchiveFile.Span span =
        source.range().duration().compareTo(Duration.ofDays(1)) > 0
            ? ArchiveFile.Span.MONTH
            : ArchiveFile.Span.DAY;
    return new ArchiveFile(chunk.series(), source.path(), source.range(), span, source.bytes());
  }

  private void record(
      ArchiveSource source, String sha256, long size, ArchiveRecord.State state, String reason) {
    records.put(
        source.path(),
        new ArchiveRecord(
            source.path(), chunk.series().toString(), source.range(), sha256, size, state, reason));
  }
}
