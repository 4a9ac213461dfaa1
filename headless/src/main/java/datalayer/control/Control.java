package datalayer.control;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Plan;
import datalayer.backfill.RunProgress;
import datalayer.feed.LiveBar;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.io.OutputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything an operator can ask of the system or tell it. Safe for use by many threads. {@link
 * #snapshot} returns at once; every other call may block on a database or on a venue and must not
 * be made on a thread that paints. A call that cannot be answered throws {@link ControlException},
 * whose message is for people.
 */
public interface Control {

  /** The newest state of the system, a few milliseconds old. Never blocks. */
  SystemSnapshot snapshot();

  /** The instruments that {@code instruments.yaml} names and those we hold bars of. */
  List<Instrument> instruments();

  /** Every series that holds at least one bar, by name. */
  List<Series> series();

  /** From the first bar to the end of the last one; empty when the series holds none. */
  Optional<TimeRange> extent(Series series);

  /**
   * The newest value of every bar that opens within the range, ascending.
   *
   * @param range whatever its length: five million bars are answered in one piece
   */
  BarColumns bars(Series series, TimeRange range);

  /**
   * The newest bar that a live stream told of, open for most of its time; empty for a series that
   * is not streamed, and before the first. Answers at once in process, by a request elsewhere.
   */
  default Optional<LiveBar> running(Series series) {
    return Optional.empty();
  }

  /** What is known about every instant of the range, ascending, touching, none left out. */
  List<CoverageSpan> coverage(Series series, TimeRange range);

  /** Every series that was ever asked for, with the stretch that was. */
  Map<Series, TimeRange> asked();

  /** As above for many series, by series in the order given; one question instead of many. */
  default Map<Series, List<CoverageSpan>> coverage(List<Series> series, TimeRange range) {
    Map<Series, List<CoverageSpan>> all = new LinkedHashMap<>();
    series.forEach(one -> all.put(one, coverage(one, range)));
    return all;
  }

  /** Works out what a backfill would do, without writing anything. */
  Plan plan(BackfillRequest request);

  /**
   * Starts exactly this plan.
   *
   * @return the run's id, for example {@code b-0412}
   * @throws PlanDriftedException when what is there changed since the plan was made; nothing was
   *     started
   */
  String start(Plan plan);

  /** A run with all its chunks and attempts, however old; empty when there is none of that id. */
  Optional<RunProgress> run(String run);

  /** Holds a run after the chunks in flight; {@link #resume} goes on where it stopped. */
  void pause(String run);

  /** Goes on with a paused run. */
  void resume(String run);

  /** Stops a run for good after the chunks in flight. A run that is over is left as it is. */
  void cancel(String run);

  /** Opens the failed chunks of a run again and goes on with it. */
  void retry(String run);

  /** How everything is, for somebody who looks once. Answers also while a database is away. */
  SystemStatus status();

  /** Counts coverage anew from the bars themselves and holds it against the ledger. */
  Verdict verify();

  /**
   * Runs an operator's statement on ClickHouse and writes the answer while it comes. The stream is
   * left open.
   */
  void query(Query query, OutputStream answer);

  /** Enters these instruments into the {@code instruments} table, where they are not there yet. */
  void register(Collection<Instrument> instruments);
}
