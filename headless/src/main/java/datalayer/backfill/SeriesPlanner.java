package datalayer.backfill;

import datalayer.backfill.Plan.PlannedChunk;
import datalayer.backfill.Plan.SeriesPlan;
import datalayer.landing.Witnesses.Testimony;
import datalayer.ledger.ArchiveRecord;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.ledger.CoverageTable;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.venue.ArchiveFile;
import datalayer.venue.BarArchive;
import datalayer.venue.BarHistory;
import datalayer.venue.VenueUnavailableException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Works out the part of a plan that concerns one series: what is missing, what of it is not worth
 * asking for, and whether files or requests bring the rest. Asks nobody but, where it must, for the
 * checksums of files that were read before. Used once.
 */
final class SeriesPlanner {

  /** A rejected bar is asked for by request once; after that only another file can mend it. */
  private static final int REJECTED_ATTEMPTS = 2;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Series series;
  private final Load load;
  private final TimeRange due;
  private final Testimony testimony;
  private final List<ArchiveFile> files;
  private final Map<String, ArchiveRecord> records;
  private final Optional<BarArchive> archive;
  private final Optional<BarHistory> history;
  private final Instant now;
  private final List<String> remarks = new ArrayList<>();

  /** Where the oldest file begins, if the listing shows that it is the oldest. */
  private final @Nullable Instant oldest;

  /**
   * @param due the part of what was asked for that is due, whole bars
   * @param known what is known of the series
   * @param published the files whose period touches {@code listed}
   * @param listed the stretch that the archive was asked about; it begins before {@code due}
   * @param records the files that were read before, by path
   */
  SeriesPlanner(
      Series series,
      Load load,
      TimeRange due,
      Testimony known,
      List<ArchiveFile> published,
      TimeRange listed,
      Map<String, ArchiveRecord> records,
      Sources sources,
      Instant now) {
    this.series = series;
    this.load = load;
    this.due = due;
    this.testimony = known;
    this.files = published.stream().filter(f -> f.period().to().isAfter(due.from())).toList();
    this.records = records;
    this.archive = sources.archive(series);
    this.history = sources.history(series);
    this.now = now;
    this.oldest =
        history.isEmpty()
            ? null
            : published.stream()
                .map(f -> f.period().from())
                .min(Instant::compareTo)
                .filter(first -> first.isAfter(listed.from()))
                .orElse(null);
  }

  /** Sentences about it that are worth reading. */
  List<String> remarks() {
    return remarks;
  }

  /**
   * The plan of the series.
   *
   * @param notDue how many bars were asked for that are not due yet
   */
  SeriesPlan plan(long notDue) throws VenueUnavailableException, InterruptedException {
    RangeSet asked = RangeSet.of(due);
    RangeSet unlisted = unlisted();
    RangeSet empty = standingEmpty().intersection(asked).minus(testimony.proven());
    RangeSet missing = asked.minus(testimony.proven()).minus(empty).minus(unlisted);
    if (load == Load.HOLES) {
      missing = missing.intersection(knownHoles());
    }
    if (archive.isEmpty() && history.isEmpty()) {
      return nobodyHas(missing, empty, unlisted, notDue);
    }
    Known holes = holes(missing);
    RangeSet wanted =
        switch (load) {
          case MISSING, HOLES -> missing.minus(holes.waiting());
          case CHANGED -> missing.minus(holes.waiting()).union(changed());
          case EVERYTHING -> asked.minus(unlisted);
        };
    RangeSet published = RangeSet.of(files.stream().map(ArchiveFile::period).toList());
    RangeSet byRequest =
        load == Load.EVERYTHING
            ? wanted.minus(published)
            : wanted.minus(published).union(holes.byRequest().intersection(wanted));
    List<PlannedChunk> chunks =
        new ArrayList<>(MonthSources.chunks(series, wanted.minus(byRequest), files, opensAt()));
    chunks.addAll(RequestChunks.chunks(series, byRequest, history));
    remark(holes.waiting(), wanted.minus(published));
    return new SeriesPlan(
        series,
        bars(missing),
        bars(testimony.proven()),
        bars(wanted.intersection(testimony.proven())),
        bars(empty),
        bars(holes.waiting().minus(wanted)),
        bars(unlisted),
        notDue,
        chunks);
  }

  /** Known holes: those not worth asking for now, and those of which all files were read. */
  private record Known(RangeSet waiting, RangeSet byRequest) {}

  private Known holes(RangeSet missing) throws VenueUnavailableException, InterruptedException {
    List<TimeRange> waiting = new ArrayList<>();
    List<TimeRange> byRequest = new ArrayList<>();
    for (CoverageInterval interval : testimony.intervals()) {
      boolean rejected = interval.state() == State.REJECTED;
      if ((interval.state() != State.ABSENT && !rejected) || isUnread(interval)) {
        continue;
      }
      if (interval.waitsAt(now)) {
        waiting.add(interval.range());
      } else if (history.isPresent()
          && (!rejected || interval.statements().attempts() < REJECTED_ATTEMPTS)) {
        byRequest.add(interval.range());
      } else if (isUnchanged(interval.range())) {
        waiting.add(interval.range());
      }
    }
    return new Known(
        RangeSet.of(waiting).intersection(missing), RangeSet.of(byRequest).intersection(missing));
  }

  /** What the venue was proven not to have, as far as no file appeared or changed since. */
  private RangeSet standingEmpty() throws VenueUnavailableException, InterruptedException {
    List<TimeRange> standing = new ArrayList<>();
    for (CoverageInterval interval : testimony.intervals()) {
      if (interval.state() == State.EMPTY) {
        if (!isUnread(interval)) {
          standing.add(interval.range());
        } else if (interval.range().intersection(due).isPresent()) {
          remarks.add(
              String.format(
                  Locale.ROOT,
                  "%s: %,d bars from %s on were empty at the venue; a file appeared or changed since, so they are asked for again.",
                  series,
                  series.timeframe().barsIn(interval.range()),
                  interval.range().from()));
        }
      }
    }
    return RangeSet.of(standing);
  }

  private RangeSet knownHoles() {
    return RangeSet.of(
        testimony.intervals().stream()
            .filter(i -> i.state().isMissing())
            .map(CoverageInterval::range)
            .toList());
  }

  /** Bars that would open before the instrument was listed. */
  private RangeSet unlisted() {
    RangeSet unlisted = CoverageTable.in(State.NOT_LISTED, testimony.intervals());
    CoverageInterval opening = testimony.opening();
    Instant begin = opening == null ? oldest : opening.range().to();
    if (begin != null && begin.isAfter(due.from())) {
      TimeRange early = new TimeRange(due.from(), begin);
      if (opening != null) {
        unlisted = unlisted.union(RangeSet.of(early));
      } else if (!isAnythingKnownOf(early)) {
        unlisted = unlisted.union(RangeSet.of(early));
        remarks.add(
            "%s: the archive begins at %s; earlier bars are taken as not listed, and the venue is asked whether it has any."
                .formatted(series, begin));
      }
    }
    return unlisted.intersection(RangeSet.of(due)).minus(testimony.proven());
  }

  private boolean isAnythingKnownOf(TimeRange early) {
    return !testimony.present().intersection(RangeSet.of(early)).isEmpty()
        || testimony.intervals().stream()
            .anyMatch(i -> i.state().isMissing() && i.range().intersection(early).isPresent());
  }

  private @Nullable Instant opensAt() {
    boolean known =
        testimony.opening() != null
            || oldest == null
            || (oldest.isAfter(due.from()) && isAnythingKnownOf(new TimeRange(due.from(), oldest)));
    return known ? null : oldest;
  }

  /**
   * Whether a published file tells of the stretch that we have not read as it is now. A listing's
   * size may be rounded or guessed, so that another size is only a reason to look at the checksum.
   */
  private boolean isUnread(CoverageInterval interval)
      throws VenueUnavailableException, InterruptedException {
    for (ArchiveFile file : files) {
      if (file.period().intersection(interval.range()).isPresent()) {
        ArchiveRecord record = records.get(file.path());
        boolean distrusted = record != null && record.state() == ArchiveRecord.State.QUARANTINED;
        if (record == null
            || (distrusted && interval.state() != State.EMPTY)
            || (!distrusted
                && file.bytes() > 0
                && file.bytes() != record.bytes()
                && !changedOf(List.of(file)).isEmpty())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isUnchanged(TimeRange stretch)
      throws VenueUnavailableException, InterruptedException {
    return archive.isEmpty()
        || changedOf(
                files.stream().filter(f -> f.period().intersection(stretch).isPresent()).toList())
            .isEmpty();
  }

  private RangeSet changed() throws VenueUnavailableException, InterruptedException {
    return RangeSet.of(changedOf(files).stream().map(ArchiveFile::period).toList())
        .intersection(RangeSet.of(due));
  }

  /** Those of some files that landed under another checksum than is published now. */
  private List<ArchiveFile> changedOf(List<ArchiveFile> some)
      throws VenueUnavailableException, InterruptedException {
    if (archive.isEmpty()) {
      return List.of();
    }
    List<ArchiveFile> landed =
        some.stream()
            .filter(f -> {
              ArchiveRecord record = records.get(f.path());
              return record != null && record.state() == ArchiveRecord.State.LANDED;
            })
            .toList();
    Map<ArchiveFile, Optional<String>> published = Listings.checksums(archive.get(), landed);
    return landed.stream()
        .filter(f -> {
          ArchiveRecord record = records.get(f.path());
          Optional<String> now = published.getOrDefault(f, Optional.empty());
          return record == null || !now.equals(Optional.of(record.sha256()));
        })
        .toList();
  }

  private SeriesPlan nobodyHas(RangeSet missing, RangeSet empty, RangeSet unlisted, long notDue) {
    if (!missing.isEmpty()) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s: no archive publishes these bars and no venue answers for them; %,d stay missing.",
              series,
              bars(missing)));
    }
    return new SeriesPlan(
        series,
        bars(missing),
        bars(testimony.proven()),
        0,
        bars(empty),
        0,
        bars(unlisted),
        notDue,
        List.of());
  }

  private void remark(RangeSet waiting, RangeSet unpublished) {
    if (!waiting.isEmpty()) {
      Optional<Instant> next =
          testimony.intervals().stream()
              .filter(i -> i.waitsAt(now) && i.range().intersection(due).isPresent())
              .flatMap(i -> Optional.ofNullable(i.statements().next()).stream())
              .min(Instant::compareTo);
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s: %,d bars are missing at the source; %s.",
              series,
              bars(waiting),
              next.map(t -> "they are asked for again from %s UTC on".formatted(MINUTE.format(t)))
                  .orElse("its files have not changed since they were read")));
    }
    if (!unpublished.isEmpty() && history.isEmpty()) {
      remarks.add(
          String.format(
              Locale.ROOT, "%s: %,d bars are in no archive file yet.", series, bars(unpublished)));
    }
  }

  private long bars(RangeSet set) {
    Timeframe timeframe = series.timeframe();
    return set.bars(timeframe);
  }
}
