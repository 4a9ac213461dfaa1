package datalayer.app.demo;

import datalayer.app.Headless;
import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Plan;
import datalayer.backfill.Plan.SeriesPlan;
import datalayer.control.ControlException;
import datalayer.control.PlanDriftedException;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.BarTables.CurrentBar;
import datalayer.store.ClickHouseException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Asks once a minute what is missing up to now and lets a run bring it, so that whatever a turn did
 * not bring is the next one's.
 */
final class AskedEachMinute implements NewestBars {

  /** After the minute: the planner counts a bar as due five seconds behind its close. */
  private static final Duration BEHIND = Duration.ofSeconds(6);

  private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

  private final Headless core;
  private final Sample sample;
  private final InstantSource clock;
  private final PrintWriter out;

  AskedEachMinute(Headless core, Sample sample, InstantSource clock, PrintWriter out) {
    this.core = core;
    this.sample = sample;
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void follow(BiConsumer<Series, Bar> landed) throws InterruptedException {
    while (true) {
      try {
        for (BackfillRequest request : sample.upTo("Demo: newest bars", clock.instant())) {
          bring(core.control().plan(request), landed);
        }
      } catch (PlanDriftedException e) {
        // Somebody else brought some of it: the next turn sees the rest.
        continue;
      } catch (ControlException | ClickHouseException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        out.println("No new bars: %s. They are asked for again.".formatted(e.getMessage()));
        out.flush();
      }
      Instant now = clock.instant();
      Instant next =
          now.minus(BEHIND)
              .truncatedTo(ChronoUnit.MINUTES)
              .plus(1, ChronoUnit.MINUTES)
              .plus(BEHIND);
      Thread.sleep(Duration.between(now, next));
    }
  }

  private void bring(Plan plan, BiConsumer<Series, Bar> landed) throws InterruptedException {
    if (plan.chunks() == 0) {
      return;
    }
    String id = core.control().start(plan);
    if (!core.backfills().await(id, LONGEST_RUN.toMillis())) {
      return;
    }
    for (SeriesPlan of : plan.series()) {
      tell(of.series(), of.wanted(), landed);
    }
  }

  private void tell(Series series, RangeSet wanted, BiConsumer<Series, Bar> landed) {
    List<TimeRange> ranges = wanted.ranges();
    if (ranges.isEmpty()) {
      return;
    }
    TimeRange all = new TimeRange(ranges.getFirst().from(), ranges.getLast().to());
    new TreeMap<Long, CurrentBar>(core.tables().current(series, all))
        .forEach((time, current) -> {
          if (wanted.contains(Instant.ofEpochMilli(time))) {
            landed.accept(series, current.bar());
          }
        });
  }
}
