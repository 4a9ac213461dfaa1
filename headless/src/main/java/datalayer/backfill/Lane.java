package datalayer.backfill;

import datalayer.backfill.ChunkProgress.Attempt;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.landing.Delivery;
import datalayer.landing.FaultPoint;
import datalayer.landing.Landed;
import datalayer.landing.Landing;
import datalayer.landing.LandingException;
import datalayer.venue.RequestPriority;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker of a run: takes the next open chunk, fetches it, lands it, until none is left. */
final class Lane implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final int number;
  private final LiveRun run;
  private final UUID snapshot;
  private final Landing landing;
  private final Sources sources;
  private final Semaphore downloads;
  private final RunLog log;
  private final FaultPoint.Observer faults;
  private final InstantSource clock;

  /**
   * @param number from 1
   */
  Lane(
      int number,
      LiveRun run,
      UUID snapshot,
      Landing landing,
      Sources sources,
      Semaphore downloads,
      RunLog log,
      FaultPoint.Observer faults,
      InstantSource clock) {
    this.number = number;
    this.run = run;
    this.snapshot = snapshot;
    this.landing = landing;
    this.sources = sources;
    this.downloads = downloads;
    this.log = log;
    this.faults = faults;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      for (int ordinal = run.take(number); ordinal >= 0; ordinal = run.take(number)) {
        work(ordinal);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(int ordinal) throws InterruptedException {
    PlannedChunk chunk = run.planned(ordinal);
    try {
      ChunkFetch fetch = fetch(ordinal, chunk);
      faults.reached(FaultPoint.FETCHED);
      land(ordinal, fetch);
    } catch (LandingException e) {
      failed(ordinal, chunk, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("chunk", chunk.series() + " " + chunk.range())
          .setCause(e)
          .log("chunk failed");
      failed(ordinal, chunk, "unexpected: " + e);
    }
  }

  private ChunkFetch fetch(int ordinal, PlannedChunk chunk) throws InterruptedException {
    ChunkFetch fetch = new ChunkFetch(chunk, sources, RequestPriority.BACKFILL, clock);
    run(fetch);
    for (int attempt = 1;
        attempt < ATTEMPTS && fetch.isWorthRepeating() && !run.isCancelled();
        attempt++) {
      Duration pause = pause(fetch.retryAfter(), attempt);
      run.attempted(
          ordinal, false, "%s · waited %d s".formatted(fetch.unavailable(), pause.toSeconds()));
      Thread.sleep(pause);
      run(fetch);
    }
    return fetch;
  }

  private void run(ChunkFetch fetch) throws InterruptedException {
    downloads.acquire();
    try {
      fetch.run();
    } finally {
      downloads.release();
    }
  }

  private static Duration pause(@Nullable Duration asked, int attempt) {
    Duration pause = asked == null ? PAUSE.multipliedBy(1L << attempt) : asked;
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void land(int ordinal, ChunkFetch fetch) throws InterruptedException {
    Landed landed = Landed.NOTHING;
    for (Delivery delivery : fetch.deliveries(snapshot, run.id())) {
      landed = landed.plus(landing.land(delivery));
    }
    boolean whole = landed.missing() == 0;
    run.attempted(ordinal, whole, outcome(landed, fetch.complaints()));
    run.finished(
        ordinal,
        fetch.complaints().isEmpty() || whole ? ChunkState.VERIFIED : ChunkState.FAILED,
        fetch.files(),
        fetch.sha256(),
        landed.rows(),
        fetch.bytes(),
        landed.missing());
    write(ordinal);
  }

  private void failed(int ordinal, PlannedChunk chunk, String reason) {
    run.attempted(ordinal, false, reason);
    run.finished(ordinal, ChunkState.FAILED, null, null, 0, 0, chunk.bars());
    try {
      write(ordinal);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("run", run.id())
          .setCause(e)
          .log("a failed chunk could not be written down");
    }
  }

  private void write(int ordinal) {
    ChunkProgress chunk = run.chunk(ordinal);
    List<Attempt> attempts = chunk.attempts();
    log.chunk(run.id(), ordinal, chunk, attempts);
  }

  private static String outcome(Landed landed, List<String> complaints) {
    StringBuilder text = new StringBuilder(count("rows landed and verified", landed.rows()));
    append(text, "confirmed", landed.confirmed());
    append(text, "amended", landed.amended());
    append(text, "rejected", landed.rejected());
    append(text, "missing", landed.missing());
    complaints.forEach(complaint -> text.append(" · ").append(complaint));
    return text.toString();
  }

  private static void append(StringBuilder text, String what, long count) {
    if (count > 0) {
      text.append(" · ").append(count(what, count));
    }
  }

  private static String count(String what, long count) {
    return String.format(Locale.ROOT, "%,d %s", count, what);
  }
}
