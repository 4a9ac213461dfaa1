package datalayer.backfill;

import datalayer.backfill.Plan.PlannedChunk;
import datalayer.backfill.Plan.SeriesPlan;
import datalayer.landing.Witnesses;
import datalayer.landing.Witnesses.Testimony;
import datalayer.ledger.ArchiveRecord;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.ledger.CoverageTable;
import datalayer.ledger.Ledger;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.ArchiveFile;
import datalayer.venue.BarArchive;
import datalayer.venue.VenueUnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Works out what a backfill would do: what is missing by both witnesses, which files hold it, how
 * much that is. Writes nothing. Safe for use by many threads.
 */
public final class Planner {

  private static final Testimony NOTHING = new Testimony(RangeSet.EMPTY, RangeSet.EMPTY, List.of());

  private final Witnesses witnesses;
  private final Ledger ledger;
  private final Archives archives;
  private final InstantSource clock;

  public Planner(Witnesses witnesses, Ledger ledger, Archives archives, InstantSource clock) {
    this.witnesses = witnesses;
    this.ledger = ledger;
    this.archives = archives;
    this.clock = clock;
  }

  /**
   * The plan for a request.
   *
   * @throws VenueUnavailableException when an archive does not say what it publishes
   */
  public Plan plan(BackfillRequest request) throws VenueUnavailableException, InterruptedException {
    List<String> remarks = new ArrayList<>();
    TimeRange range = upToNow(request.range(), remarks);
    List<SeriesPlan> plans = new ArrayList<>();
    Map<Series, Testimony> testimonies = witnesses.hear(request.series(), range);
    for (Series series : request.series()) {
      Testimony testimony = testimonies.getOrDefault(series, NOTHING);
      plans.add(
          plan(series, request.load(), series.timeframe().wholeBars(range), testimony, remarks));
    }
    String id = "p-" + UUID.randomUUID().toString().substring(0, 4);
    return new Plan(id, request, clock.instant(), plans, remarks);
  }

  private TimeRange upToNow(TimeRange range, List<String> remarks) {
    if (!range.to().isAfter(clock.instant())) {
      return range;
    }
    remarks.add("The range ends in the future; bars up to now are asked for.");
    return range.from().isAfter(clock.instant())
        ? new TimeRange(range.from(), range.from())
        : new TimeRange(range.from(), clock.instant());
  }

  private SeriesPlan plan(
      Series series, Load load, TimeRange range, Testimony testimony, List<String> remarks)
      throws VenueUnavailableException, InterruptedException {
    RangeSet asked = RangeSet.of(range);
    RangeSet empty = CoverageTable.in(State.EMPTY, testimony.intervals());
    RangeSet missing = asked.minus(testimony.proven()).minus(empty);
    long have = testimony.proven().bars(series.timeframe());
    Optional<BarArchive> archive = archives.of(series);
    if (archive.isEmpty()) {
      if (!missing.isEmpty()) {
        remarks.add(
            String.format(
                Locale.ROOT,
                "%s: no archive publishes these bars; %,d stay missing.",
                series,
                missing.bars(series.timeframe())));
      }
      return new SeriesPlan(series, missing.bars(series.timeframe()), have, List.of());
    }
    if (load == Load.MISSING && missing.isEmpty()) {
      return new SeriesPlan(series, 0, have, List.of());
    }
    List<ArchiveFile> files = archive.get().list(series, range);
    RangeSet wanted =
        switch (load) {
          case MISSING -> missing.minus(knownToBeAbsent(testimony, files, archive.get()));
          case CHANGED -> missing.union(changed(range, files, archive.get()));
          case EVERYTHING -> asked;
        };
    List<PlannedChunk> chunks = MonthSources.chunks(series, wanted, files);
    remark(series, missing, wanted, chunks, remarks);
    return new SeriesPlan(series, missing.bars(series.timeframe()), have, chunks);
  }

  /**
   * Stretches that need not be asked for again: every file that could hold them was read under the
   * checksum that is still published, and had no usable row.
   */
  private RangeSet knownToBeAbsent(Testimony testimony, List<ArchiveFile> files, BarArchive archive)
      throws VenueUnavailableException, InterruptedException {
    List<TimeRange> known = new ArrayList<>();
    for (CoverageInterval interval : testimony.intervals()) {
      if ((interval.state() == State.ABSENT || interval.state() == State.REJECTED)
          && allReadAlready(interval.range(), files, archive)) {
        known.add(interval.range());
      }
    }
    return RangeSet.of(known);
  }

  private boolean allReadAlready(TimeRange stretch, List<ArchiveFile> files, BarArchive archive)
      throws VenueUnavailableException, InterruptedException {
    for (ArchiveFile file : files) {
      if (file.period().intersection(stretch).isPresent()
          && !sameChecksum(file, archive, landed(file))) {
        return false;
      }
    }
    return true;
  }

  private RangeSet changed(TimeRange range, List<ArchiveFile> files, BarArchive archive)
      throws VenueUnavailableException, InterruptedException {
    List<TimeRange> changed = new ArrayList<>();
    for (ArchiveFile file : files) {
      Optional<ArchiveRecord> landed = landed(file);
      if (landed.isPresent() && !sameChecksum(file, archive, landed)) {
        file.period().intersection(range).ifPresent(changed::add);
      }
    }
    return RangeSet.of(changed);
  }

  private Optional<ArchiveRecord> landed(ArchiveFile file) {
    return ledger
        .transaction(tx -> tx.archives().find(file.path()))
        .filter(record -> record.state() == ArchiveRecord.State.LANDED);
  }

  private static boolean sameChecksum(
      ArchiveFile file, BarArchive archive, Optional<ArchiveRecord> landed)
      throws VenueUnavailableException, InterruptedException {
    return landed.isPresent()
        && archive.publishedChecksum(file).equals(Optional.of(landed.get().sha256()));
  }

  private static void remark(
      Series series,
      RangeSet missing,
      RangeSet wanted,
      List<PlannedChunk> chunks,
      List<String> remarks) {
    long asIs = missing.minus(wanted).bars(series.timeframe());
    if (asIs > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s: %,d bars are missing at the source; its files have not changed since they were read.",
              series,
              asIs));
    }
    long unpublished =
        chunks.stream()
            .filter(c -> c.sources().isEmpty() && c.fallbacks().isEmpty())
            .mapToLong(PlannedChunk::bars)
            .sum();
    if (unpublished > 0) {
      remarks.add(
          String.format(
              Locale.ROOT, "%s: %,d bars are in no archive file yet.", series, unpublished));
    }
  }
}
