package datalayer.backfill;

import datalayer.backfill.Plan.PlannedChunk;
import datalayer.backfill.Plan.SeriesPlan;
import datalayer.landing.Witnesses;
import datalayer.landing.Witnesses.Testimony;
import datalayer.ledger.ArchiveRecord;
import datalayer.ledger.CoverageInterval.State;
import datalayer.ledger.Ledger;
import datalayer.ledger.PaceTable.Pace;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.ArchiveFile;
import datalayer.venue.VenueUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Works out what a backfill would do: what is missing by both witnesses, which files hold it, what
 * must be asked for by request, how much that is. Writes nothing, and asks databases and archives
 * about all series at once. Safe for use by many threads.
 */
public final class Planner {

  /** A bar is due this long after its close; until then the venue may still change it. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration LISTING_AGE = Duration.ofMinutes(15);

  private final Witnesses witnesses;
  private final Ledger ledger;
  private final Sources sources;
  private final InstantSource clock;
  private final Listings listings;

  public Planner(Witnesses witnesses, Ledger ledger, Sources sources, InstantSource clock) {
    this.witnesses = witnesses;
    this.ledger = ledger;
    this.sources = sources;
    this.clock = clock;
    this.listings = new Listings(sources, clock, LISTING_AGE);
  }

  /**
   * The plan for a request.
   *
   * @throws VenueUnavailableException when an archive does not say what it publishes
   */
  public Plan plan(BackfillRequest request) throws VenueUnavailableException, InterruptedException {
    boolean fresh = request.load() == Load.CHANGED || request.load() == Load.EVERYTHING;
    return plan(request, now(request), fresh);
  }

  /**
   * By the clock of the venue, where that said its time already: what is final goes by it, and this
   * machine's may be wrong.
   */
  private Instant now(BackfillRequest request) {
    return request.series().stream()
        .flatMap(
            series -> sources.history(series).flatMap(history -> history.known(series)).stream())
        .min(Comparator.naturalOrder())
        .orElseGet(clock::instant);
  }

  /**
   * Holds a plan against what coverage and archives say now; bars that became due since do not
   * count. Archives are believed for as long as a listing is remembered: what a file lacks or is
   * gone is dealt with by the run itself.
   *
   * @throws VenueUnavailableException when an archive does not say what it publishes
   */
  public Drift drift(Plan shown) throws VenueUnavailableException, InterruptedException {
    Plan fresh = plan(shown.request(), shown.madeAt(), false);
    return Drift.between(shown, fresh);
  }

  private Plan plan(BackfillRequest request, Instant asOf, boolean fresh)
      throws VenueUnavailableException, InterruptedException {
    TimeRange due = upTo(request.range(), asOf.minus(GRACE));
    List<String> remarks = new ArrayList<>();
    if (request.range().to().isAfter(asOf)) {
      remarks.add("The range ends in the future; bars up to now are asked for.");
    }
    Map<Series, Testimony> testimonies = witnesses.hear(request.series(), due);
    TimeRange listed =
        new TimeRange(MonthSources.start(MonthSources.month(due.from()).minusMonths(1)), due.to());
    Map<Series, List<ArchiveFile>> files =
        listings.files(worthListing(request, due, testimonies), listed, fresh);
    Map<String, ArchiveRecord> records = ledger.transaction(tx -> tx.archives().all(due));
    Pace pace = ledger.transaction(tx -> tx.pace().ofArchives());
    List<SeriesPlan> plans = new ArrayList<>();
    for (Series series : request.series()) {
      TimeRange whole = series.timeframe().wholeBars(request.range());
      TimeRange bars = series.timeframe().wholeBars(due);
      SeriesPlanner planner =
          new SeriesPlanner(
              series,
              request.load(),
              bars,
              testimonies.getOrDefault(series, Testimony.NOTHING),
              files.getOrDefault(series, List.of()),
              listed,
              records,
              sources,
              clock.instant());
      long notDue = series.timeframe().barsIn(whole) - series.timeframe().barsIn(bars);
      plans.add(Expectation.timed(planner.plan(notDue), pace));
      remarks.addAll(planner.remarks());
    }
    return plan(request, asOf, plans, remarks, new Expectation(pace, sources));
  }

  private static Plan plan(
      BackfillRequest request,
      Instant asOf,
      List<SeriesPlan> plans,
      List<String> remarks,
      Expectation expectation) {
    long requested =
        plans.stream()
            .flatMap(s -> s.chunks().stream())
            .filter(c -> c.requests() > 0)
            .mapToLong(PlannedChunk::bars)
            .sum();
    if (requested > 0) {
      remarks.add(
          String.format(
              Locale.ROOT, "%,d bars are in no file; they are asked for by request.", requested));
    }
    long notDue = plans.stream().mapToLong(SeriesPlan::notDue).sum();
    if (notDue > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%,d bars are not due yet; the schedule and the live stream bring them.",
              notDue));
    }
    String id = "p-" + UUID.randomUUID().toString().substring(0, 4);
    return new Plan(
        id,
        request,
        asOf,
        plans,
        remarks,
        expectation.of(plans, request.maxConcurrency()),
        expectation.basis());
  }

  /** The series of which a file may bring something: not those that are whole. */
  private static List<Series> worthListing(
      BackfillRequest request, TimeRange due, Map<Series, Testimony> testimonies) {
    if (due.isEmpty()) {
      return List.of();
    }
    if (request.load() == Load.CHANGED || request.load() == Load.EVERYTHING) {
      return request.series();
    }
    return request.series().stream()
        .filter(s -> {
          Testimony known = testimonies.getOrDefault(s, Testimony.NOTHING);
          RangeSet asked = RangeSet.of(s.timeframe().wholeBars(due));
          boolean doubted = known.intervals().stream().anyMatch(i -> i.state() == State.EMPTY);
          return doubted || !asked.minus(known.proven()).isEmpty();
        })
        .toList();
  }

  private static TimeRange upTo(TimeRange range, Instant end) {
    if (!range.to().isAfter(end)) {
      return range;
    }
    return new TimeRange(range.from(), range.from().isAfter(end) ? range.from() : end);
  }
}
