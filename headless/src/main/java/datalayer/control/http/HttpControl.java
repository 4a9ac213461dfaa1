package datalayer.control.http;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Plan;
import datalayer.backfill.RunProgress;
import datalayer.control.BarColumns;
import datalayer.control.Control;
import datalayer.control.ControlException;
import datalayer.control.CoverageSpan;
import datalayer.control.Query;
import datalayer.control.SystemSnapshot;
import datalayer.control.SystemStatus;
import datalayer.control.Verdict;
import datalayer.feed.LiveBar;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.io.BufferedInputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Control} over the API of a daemon or console elsewhere. A snapshot is asked for twice a
 * second in the background; while nobody answers, the last one stays, grows old and says so.
 */
public final class HttpControl implements Control, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpControl.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration SOON = Duration.ofSeconds(30);

  /** A plan lists what a venue publishes, a series at a time; a recount reads every bar. */
  private static final Duration PATIENT = Duration.ofHours(1);

  private static final Map<String, String> NOTHING = Map.of();
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Caller caller;
  private final SnapshotMirror mirror = new SnapshotMirror();
  private final ScheduledExecutorService polling =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("control-poll").daemon().factory());

  /**
   * Goes through a door.
   *
   * @param url without a path; plain HTTP only on loopback, because the token goes with it
   * @throws ControlException when nobody answers or the token is not theirs
   */
  public static HttpControl connect(URI url, Token token) {
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    boolean secured = "https".equals(url.getScheme());
    if (!secured && !("http".equals(url.getScheme()) && LOOPBACK.contains(host))) {
      throw new ControlException(
          "%s is no address of a control API that is safe to use: http://127.0.0.1:PORT, or https. Reach another machine through a tunnel, like ssh -L 8088:127.0.0.1:8088."
              .formatted(url));
    }
    HttpControl control = new HttpControl(new Caller(url, token));
    try {
      control.poll();
    } catch (RuntimeException e) {
      control.close();
      throw e;
    }
    ScheduledFuture<?> _ =
        control.polling.scheduleWithFixedDelay(
            control::tick, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
    return control;
  }

  private HttpControl(Caller caller) {
    this.caller = caller;
  }

  @Override
  public SystemSnapshot snapshot() {
    return Objects.requireNonNull(mirror.newest());
  }

  @Override
  public List<Instrument> instruments() {
    return List.of(get("/instruments", Instrument[].class));
  }

  @Override
  public List<Series> series() {
    return List.of(get("/series", Series[].class));
  }

  @Override
  public Optional<TimeRange> extent(Series series) {
    return caller.find(Routes.PREFIX + about("/extent", series), TimeRange.class, SOON);
  }

  @Override
  public Optional<LiveBar> running(Series series) {
    return caller.find(Routes.PREFIX + about("/running", series), LiveBar.class, SOON);
  }

  @Override
  public BarColumns bars(Series series, TimeRange range) {
    return caller.bulk(
        Routes.PREFIX + about("/bars", series, range),
        SOON,
        answer -> BarStream.read(new BufferedInputStream(answer)));
  }

  @Override
  public List<CoverageSpan> coverage(Series series, TimeRange range) {
    return List.of(
        caller.get(
            Routes.PREFIX + about("/coverage", series, range), CoverageSpan[].class, PATIENT));
  }

  @Override
  public Map<Series, TimeRange> asked() {
    Map<Series, TimeRange> asked = new LinkedHashMap<>();
    for (Documents.Stretch stretch : get("/asked", Documents.Stretch[].class)) {
      asked.put(stretch.series(), stretch.range());
    }
    return asked;
  }

  @Override
  public Plan plan(BackfillRequest request) {
    return caller.post(Routes.PREFIX + "/plan", request, Plan.class, PATIENT);
  }

  @Override
  public String start(Plan plan) {
    return caller.post(Routes.PREFIX + "/runs", plan, Documents.RunName.class, PATIENT).run();
  }

  @Override
  public Optional<RunProgress> run(String run) {
    return caller.find(Routes.PREFIX + "/runs/" + Caller.segment(run), RunProgress.class, SOON);
  }

  @Override
  public void pause(String run) {
    command(run, "pause");
  }

  @Override
  public void resume(String run) {
    command(run, "resume");
  }

  @Override
  public void cancel(String run) {
    command(run, "cancel");
  }

  @Override
  public void retry(String run) {
    command(run, "retry");
  }

  @Override
  public SystemStatus status() {
    return get("/status", SystemStatus.class);
  }

  @Override
  public Verdict verify() {
    return caller.post(Routes.PREFIX + "/verify", NOTHING, Verdict.class, PATIENT);
  }

  @Override
  public void query(Query query, OutputStream answer) {
    caller.stream(Routes.PREFIX + "/query", query, PATIENT, rows -> rows.transferTo(answer));
  }

  @Override
  public void register(Collection<Instrument> instruments) {
    caller.post(Routes.PREFIX + "/instruments", new Documents.Instruments(instruments), SOON);
  }

  /** Asks no more. What works elsewhere goes on working. */
  @Override
  public void close() {
    polling.shutdownNow();
    caller.close();
  }

  private void command(String run, String what) {
    caller.post("%s/runs/%s/%s".formatted(Routes.PREFIX, Caller.segment(run), what), NOTHING, SOON);
  }

  private <T> T get(String path, Class<T> type) {
    return caller.get(Routes.PREFIX + path, type, SOON);
  }

  private static String about(String path, Series series) {
    return Caller.path(path, "series", series.toString());
  }

  private static String about(String path, Series series, TimeRange range) {
    return Caller.path(path, "series", series.toString(), "range", range.toString());
  }

  private void poll() {
    mirror.take(
        caller.get(
            Caller.path(Routes.PREFIX + "/snapshot", "known", mirror.mark()),
            Documents.SnapshotPart.class,
            SOON));
  }

  private void tick() {
    try {
      poll();
    } catch (ControlException e) {
      mirror.silent(e.getMessage() + " Asking again twice a second.");
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("a snapshot could not be put together");
      mirror.forget();
    }
  }
}
