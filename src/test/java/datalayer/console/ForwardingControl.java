package datalayer.console;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Plan;
import datalayer.backfill.RunProgress;
import datalayer.control.BarColumns;
import datalayer.control.Control;
import datalayer.control.CoverageSpan;
import datalayer.control.Query;
import datalayer.control.SystemSnapshot;
import datalayer.control.SystemStatus;
import datalayer.control.Verdict;
import datalayer.feed.LiveBar;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hands every question on to another control, for those that answer some themselves. */
public abstract class ForwardingControl implements Control {

  private final Control behind;

  protected ForwardingControl(Control behind) {
    this.behind = behind;
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
  public List<Series> series() {
    return behind.series();
  }

  @Override
  public Optional<TimeRange> extent(Series series) {
    return behind.extent(series);
  }

  @Override
  public BarColumns bars(Series series, TimeRange range) {
    return behind.bars(series, range);
  }

  @Override
  public Optional<LiveBar> running(Series series) {
    return behind.running(series);
  }

  @Override
  public List<CoverageSpan> coverage(Series series, TimeRange range) {
    return behind.coverage(series, range);
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
  public Map<Series, TimeRange> asked() {
    return behind.asked();
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
