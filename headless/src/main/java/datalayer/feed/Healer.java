package datalayer.feed;

import datalayer.feed.FeedEvent.Kind;
import datalayer.landing.Delivery;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.BarHistory;
import datalayer.venue.HistoryFetch;
import datalayer.venue.HistoryFetch.Answered;
import datalayer.venue.HistoryFetch.Refused;
import datalayer.venue.HistoryFetch.Unavailable;
import datalayer.venue.RequestPriority;
import datalayer.venue.http.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a venue for final bars that its stream did not bring, and hands them on to be landed. */
final class Healer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Healer.class);
  private static final int AT_ONCE = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** How long a series that the venue does not know is left alone: it may be listed later. */
  private static final Duration UNKNOWN_PAUSE = Duration.ofMinutes(10);

  private final BarHistory history;
  private final Lander lander;
  private final Events events;
  private final InstantSource machine;
  private final Ticks ticks;
  private final Semaphore asking = new Semaphore(AT_ONCE, true);
  private final ExecutorService work =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("feed-heal-", 0).factory());

  Healer(BarHistory history, Lander lander, Events events, InstantSource machine, Ticks ticks) {
    this.history = history;
    this.lander = lander;
    this.events = events;
    this.machine = machine;
    this.ticks = ticks;
  }

  /** Whose connection it is, and who counts what was healed. */
  interface Patient {

    String name();

    void healed(long bars, Series series, Duration took, Instant at);
  }

  /** Asks for what is missing, in the background; one question per series at a time. */
  void heal(SeriesWatch watch, TimeRange missing, Patient patient) {
    @Nullable String why = watch.asking(missing, ticks.nanos());
    long bars = watch.series().timeframe().barsIn(missing);
    if (why != null) {
      String text =
          "%d %s of %s missing from %s: %s"
              .formatted(bars, bars == 1 ? "bar" : "bars", watch.series(), missing.from(), why);
      tell(Kind.GAP, patient, watch, missing, bars, null, text);
    }
    work.execute(() -> ask(watch, missing, patient));
  }

  /** Asks no more. What is still missing is healed by the next start. */
  @Override
  public void close() {
    work.shutdownNow();
    work.close();
  }

  private void ask(SeriesWatch watch, TimeRange missing, Patient patient) {
    try {
      asking.acquire();
      try {
        HistoryFetch fetched = history.fetch(watch.series(), missing, RequestPriority.LIVE_HEAL);
        switch (fetched) {
          case Answered answered -> answered(watch, missing, answered, patient);
          case Refused refused -> refused(watch, missing, refused, patient);
          case Unavailable unavailable -> unavailable(watch, missing, unavailable, patient);
        }
      } finally {
        asking.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("series", watch.series()).setCause(e).log("healing failed");
      later(watch, FIRST_PAUSE, "a fault of ours: " + e);
    }
  }

  private void answered(SeriesWatch watch, TimeRange missing, Answered answered, Patient patient) {
    Instant until = start(answered.pending(), missing.to());
    TimeRange settled = new TimeRange(missing.from(), until);
    RangeSet absent = answered.silent().union(answered.unread()).intersection(RangeSet.of(settled));
    List<Delivery.UnreadableRow> rejected =
        answered.rejected().stream()
            .map(row ->
                new Delivery.UnreadableRow(
                    Delivery.UnreadableRow.UNKNOWN_TIME, row.raw(), row.reason()))
            .toList();
    bring(
        watch,
        settled,
        answered.bars().stream().filter(bar -> bar.opensAt().isBefore(until)).toList(),
        rejected,
        absent,
        answered.evidence(),
        patient);
    if (until.equals(missing.to())) {
      watch.whole();
    } else {
      later(watch, FIRST_PAUSE, "the venue has not said all of it yet");
    }
  }

  private void unavailable(
      SeriesWatch watch, TimeRange missing, Unavailable unavailable, Patient patient) {
    Instant until = start(unavailable.open(), missing.to());
    bring(
        watch,
        new TimeRange(missing.from(), until),
        unavailable.bars().stream().filter(bar -> bar.opensAt().isBefore(until)).toList(),
        List.of(),
        RangeSet.EMPTY,
        "",
        patient);
    SeriesWatch.@Nullable Hole hole = watch.hole();
    Duration pause = pause(hole == null ? 1 : hole.attempt());
    @Nullable Duration asked = unavailable.retryAfter();
    later(watch, asked != null && asked.compareTo(pause) > 0 ? asked : pause, unavailable.reason());
  }

  private void refused(SeriesWatch watch, TimeRange missing, Refused refused, Patient patient) {
    SeriesWatch.@Nullable Hole hole = watch.hole();
    watch.askAgain(ticks.nanos() + UNKNOWN_PAUSE.toNanos(), refused.reason(), true);
    if (hole == null || !hole.unknown()) {
      String text =
          "%s is taken without a word and stays silent: %s"
              .formatted(watch.series(), refused.reason());
      tell(Kind.UNKNOWN, patient, watch, missing, 0, null, text);
    }
  }

  /** Hands bars on that count, and what is known not to exist. */
  private void bring(
      SeriesWatch watch,
      TimeRange settled,
      List<Bar> bars,
      List<Delivery.UnreadableRow> rejected,
      RangeSet absent,
      String evidence,
      Patient patient) {
    if (settled.isEmpty()) {
      return;
    }
    SeriesWatch.Mended mended = watch.mended(bars, settled.to());
    long holes = absent.bars(watch.series().timeframe());
    if (holes > 0) {
      String text =
          "%d %s of %s are empty at the venue: %s"
              .formatted(holes, holes == 1 ? "bar" : "bars", watch.series(), evidence);
      tell(Kind.EMPTY, patient, watch, settled, holes, null, text);
    }
    lander.put(
        new Parcel(
            watch.series(),
            settled,
            bars,
            true,
            rejected,
            absent,
            evidence,
            () -> landed(watch, settled, mended, patient)));
  }

  private void landed(
      SeriesWatch watch, TimeRange settled, SeriesWatch.Mended mended, Patient patient) {
    long bars = mended.news().size();
    if (bars == 0) {
      return;
    }
    events.landed(watch.series(), mended.news(), true);
    Duration took = Duration.ofNanos(ticks.nanos() - mended.noticed());
    patient.healed(bars, watch.series(), took, machine.instant());
    String text =
        "%d %s of %s by REST in %s"
            .formatted(bars, bars == 1 ? "bar" : "bars", watch.series(), seconds(took));
    tell(Kind.HEALED, patient, watch, settled, bars, took, text);
  }

  private void later(SeriesWatch watch, Duration pause, String answer) {
    watch.askAgain(ticks.nanos() + pause.toNanos(), answer, false);
  }

  private void tell(
      Kind kind,
      Patient patient,
      SeriesWatch watch,
      TimeRange range,
      long bars,
      @Nullable Duration took,
      String text) {
    events.add(
        new FeedEvent(
            machine.instant(), kind, patient.name(), watch.series(), range, bars, took, text));
  }

  private static Instant start(RangeSet open, Instant otherwise) {
    return open.isEmpty() ? otherwise : open.ranges().getFirst().from();
  }

  private static Duration pause(int attempt) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 5));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }
}
