package datalayer.control.http;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Plan;
import datalayer.backfill.RunProgress;
import datalayer.control.BarColumns;
import datalayer.control.Control;
import datalayer.control.ControlException;
import datalayer.control.CoverageSpan;
import datalayer.control.PlanDriftedException;
import datalayer.control.Query;
import datalayer.control.SystemSnapshot;
import datalayer.control.SystemSnapshot.ClickHouseState;
import datalayer.control.SystemStatus;
import datalayer.control.Verdict;
import datalayer.feed.LiveBar;
import datalayer.feed.StreamState;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A control that answers from its fields and writes down what it was told. */
final class FakeControl implements Control {

  static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  final List<String> told = new CopyOnWriteArrayList<>();
  volatile List<RunProgress> runs = List.of();
  volatile Optional<Plan> drifted = Optional.empty();
  volatile BarColumns bars = BarColumns.EMPTY;
  volatile List<StreamState> streams = List.of();
  volatile Optional<LiveBar> running = Optional.empty();

  @Override
  public SystemSnapshot snapshot() {
    return new SystemSnapshot(
        NOW,
        runs,
        new ClickHouseState("fake", Duration.ofMillis(2), 7, ""),
        List.of(),
        streams,
        1.5);
  }

  @Override
  public Optional<LiveBar> running(Series series) {
    return running.filter(bar -> bar.series().equals(series));
  }

  @Override
  public List<Instrument> instruments() {
    return List.of();
  }

  @Override
  public List<Series> series() {
    return List.of();
  }

  @Override
  public Optional<TimeRange> extent(Series series) {
    return Optional.empty();
  }

  @Override
  public BarColumns bars(Series series, TimeRange range) {
    told.add("bars " + series + " " + range);
    return bars;
  }

  @Override
  public List<CoverageSpan> coverage(Series series, TimeRange range) {
    throw new IllegalStateException("a bug");
  }

  @Override
  public Map<Series, TimeRange> asked() {
    return Map.of();
  }

  @Override
  public Plan plan(BackfillRequest request) {
    told.add("plan " + request.title());
    return new Plan("p-0001", request, NOW, List.of(), List.of());
  }

  @Override
  public String start(Plan plan) {
    drifted.ifPresent(fresh -> {
      throw new PlanDriftedException("12 bars came in the meantime", fresh);
    });
    told.add("start " + plan.id());
    return "b-0001";
  }

  @Override
  public Optional<RunProgress> run(String run) {
    return runs.stream().filter(r -> r.id().equals(run)).findFirst();
  }

  @Override
  public void pause(String run) {
    throw new ControlException(run + " is over and cannot be held");
  }

  @Override
  public void resume(String run) {
    told.add("resume " + run);
  }

  @Override
  public void cancel(String run) {
    told.add("cancel " + run);
  }

  @Override
  public void retry(String run) {
    told.add("retry " + run);
  }

  @Override
  public SystemStatus status() {
    throw new ControlException("not now");
  }

  @Override
  public Verdict verify() {
    return new Verdict(1, 2, List.of(), List.of());
  }

  /** The statement names how many bytes are answered, and whether the answer then breaks off. */
  @Override
  public void query(Query query, OutputStream answer) {
    String[] words = query.sql().split(" ", -1);
    try {
      answer.write("x".repeat(Integer.parseInt(words[0])).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (words.length > 1) {
      throw new ControlException("ClickHouse refused: " + words[1]);
    }
  }

  @Override
  public void register(Collection<Instrument> instruments) {
    told.add("register " + instruments);
  }
}
