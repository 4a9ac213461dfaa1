package datalayer.console.bench;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Plan;
import datalayer.backfill.RunProgress;
import datalayer.control.BarColumns;
import datalayer.control.Control;
import datalayer.control.CoverageSpan;
import datalayer.control.CoverageSpan.State;
import datalayer.control.Query;
import datalayer.control.SystemSnapshot;
import datalayer.control.SystemStatus;
import datalayer.control.Verdict;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another control that has one complete series in memory, and lists none, so none opens itself. */
final class BarsControl implements Control {

  private final Control behind;
  private volatile BarColumns held = BarColumns.EMPTY;

  BarsControl(Control behind) {
    this.behind = behind;
  }

  /** From now on it has these. */
  void hold(BarColumns bars) {
    held = bars;
  }

  @Override
  public List<Series> series() {
    return List.of();
  }

  @Override
  public Optional<TimeRange> extent(Series series) {
    return Optional.of(BarWalk.range(held.size()));
  }

  @Override
  public BarColumns bars(Series series, TimeRange range) {
    if (!range.equals(BarWalk.range(held.size()))) {
      throw new IllegalArgumentException("all of the bars or none, not " + range);
    }
    return held;
  }

  @Override
  public List<CoverageSpan> coverage(Series series, TimeRange range) {
    return List.of(new CoverageSpan(range, State.COMPLETE, ""));
  }

  @Override
  public SystemSnapshot snapshot() {
    return behind.snapshot();
  }

  @Override
  public List<Instrument> instruments() {
    return behind.instruments();
  }

  @Override
  public Map<Series, TimeRange> asked() {
    return behind.asked();
  }

  @Override
  public Plan plan(BackfillRequest request) {
    return behind.plan(request);
  }

  @Override
  public String start(Plan plan) {
    return behind.start(plan);
  }

  @Override
  public Optional<RunProgress> run(String run) {
    return behind.run(run);
  }

  @Override
  public void pause(String run) {
    behind.pause(run);
  }

  @Override
  public void resume(String run) {
    behind.resume(run);
  }

  @Override
  public void cancel(String run) {
    behind.cancel(run);
  }

  @Override
  public void retry(String run) {
    behind.retry(run);
  }

  @Override
  public SystemStatus status() {
    return behind.status();
  }

  @Override
  public Verdict verify() {
    return behind.verify();
  }

  @Override
  public void query(Query query, OutputStream answer) {
    behind.query(query, answer);
  }

  @Override
  public void register(Collection<Instrument> instruments) {
    behind.register(instruments);
  }
}
