package datalayer.app.demo;

import datalayer.app.Headless;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Plan;
import datalayer.backfill.RunProgress;
import datalayer.control.ControlException;
import datalayer.control.PlanDriftedException;
import datalayer.market.TimeRange;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lands what was, from archives and by request, and says how far it is. */
final class History {

  /** Streams and new files bring some of it meanwhile; more often than this nothing changes. */
  private static final int ATTEMPTS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(History.class);
  private static final Duration TELL_EVERY = Duration.ofSeconds(2);

  private final Headless core;
  private final Sample sample;
  private final InstantSource clock;
  private final PrintWriter out;

  History(Headless core, Sample sample, InstantSource clock, PrintWriter out) {
    this.core = core;
    this.sample = sample;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Lands all there is up to now and says, by what planning finds afterwards, whether that is
   * everything, which it returns as well.
   */
  boolean land() throws InterruptedException {
    List<BackfillRequest> requests = sample.upTo("Demo: history", clock.instant());
    long held = 0;
    long empty = 0;
    long missing = 0;
    for (BackfillRequest request : requests) {
      Plan rest = land(request);
      held += rest.rowsHeld();
      empty += rest.series().stream().mapToLong(Plan.SeriesPlan::empty).sum();
      missing += rest.rows();
    }
    if (empty > 0) {
      TimeRange outage = sample.outage();
      say(
          "%,d bars are empty at the exchange, with evidence: its spot market was out from %s to %s."
              .formatted(empty, outage.from(), outage.to()));
    }
    say(
        missing == 0
            ? "%,d bars landed, complete".formatted(held)
            : "%,d bars landed, incomplete: %,d are missing and are asked for again"
                .formatted(held, missing));
    return missing == 0;
  }

  /** Returns the plan for what is missing still. */
  private Plan land(BackfillRequest request) throws InterruptedException {
    Plan plan = core.control().plan(request);
    for (int attempt = 0; attempt < ATTEMPTS && plan.chunks() > 0; attempt++) {
      try {
        String id = core.control().start(plan);
        say(
            "%s: %,d bars are missing; %,d files and %,d requests bring them."
                .formatted(request.title(), plan.rowsWanted(), plan.files(), plan.requests()));
        watch(id);
      } catch (PlanDriftedException e) {
        LOG.atDebug().log("some of it landed live since it was planned");
      }
      plan = core.control().plan(request);
    }
    return plan;
  }

  private void watch(String id) throws InterruptedException {
    while (!core.backfills().await(id, TELL_EVERY.toMillis())) {
      tell(id);
    }
    tell(id);
  }

  private void tell(String id) {
    RunProgress run =
        core.control()
            .run(id)
            .orElseThrow(() -> new ControlException("the run %s is not there".formatted(id)));
    List<String> words = new ArrayList<>();
    words.add("%s %s".formatted(run.id(), run.title()));
    words.add("%d of %d chunks".formatted(run.chunksDone(), run.chunksTotal()));
    words.add("%,d bars".formatted(run.rowsLanded()));
    words.add("%,.0f bars/s".formatted(run.rowsPerSecond()));
    if (!run.outcome().isEmpty()) {
      words.add(run.outcome());
    }
    say(String.join("  ", words));
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
