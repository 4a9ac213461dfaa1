package datalayer.backfill;

import datalayer.backfill.Plan.PlannedChunk;
import datalayer.backfill.Plan.SeriesPlan;
import datalayer.ledger.PaceTable.Pace;
import datalayer.market.Venue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long work may take: files at the pace of earlier runs, requests as fast as the venue's budget
 * allows.
 */
final class Expectation {

  /** Where nothing ran yet: what one lane lands of archive files, in rows per second. */
  private static final double ASSUMED = 25_000;

  private static final int ENOUGH_CHUNKS = 3;

  private final Pace pace;
  private final Sources sources;

  Expectation(Pace pace, Sources sources) {
    this.pace = pace;
    this.sources = sources;
  }

  /** The same plan with the time that each chunk may take a lane. */
  static SeriesPlan timed(SeriesPlan plan, Pace pace) {
    double rate = rate(pace);
    List<PlannedChunk> chunks =
        plan.chunks().stream().map(c -> c.isArchived() ? timed(c, rate) : c).toList();
    return new SeriesPlan(
        plan.series(),
        plan.missing(),
        plan.have(),
        plan.reread(),
        plan.empty(),
        plan.waiting(),
        plan.unlisted(),
        plan.notDue(),
        chunks);
  }

  /** The time of a whole plan, worked by so many lanes. */
  Duration of(List<SeriesPlan> plans, int lanes) {
    Duration work = Duration.ZERO;
    Map<Venue, Integer> requests = new EnumMap<>(Venue.class);
    Map<Venue, SeriesPlan> asked = new EnumMap<>(Venue.class);
    for (SeriesPlan plan : plans) {
      for (PlannedChunk chunk : plan.chunks()) {
        work = work.plus(chunk.expected());
      }
      if (plan.requests() > 0) {
        Venue venue = plan.series().instrument().venue();
        requests.merge(venue, plan.requests(), Integer::sum);
        asked.putIfAbsent(venue, plan);
      }
    }
    Duration expected = work.dividedBy(lanes);
    for (Map.Entry<Venue, SeriesPlan> one : asked.entrySet()) {
      int all = requests.getOrDefault(one.getKey(), 0);
      Duration least =
          sources
              .history(one.getValue().series())
              .map(history -> history.expected(one.getValue().series(), all))
              .orElse(Duration.ZERO);
      expected = expected.compareTo(least) < 0 ? least : expected;
    }
    return expected;
  }

  String basis() {
    return pace.chunks() >= ENOUGH_CHUNKS
        ? String.format(
            Locale.ROOT,
            "measured over %d chunks: %,.0f rows/s in a lane",
            pace.chunks(),
            pace.rowsPerSecond())
        : String.format(Locale.ROOT, "assumed: %,.0f rows/s in a lane", ASSUMED);
  }

  private static PlannedChunk timed(PlannedChunk c, double rate) {
    return new PlannedChunk(
        c.series(),
        c.range(),
        c.wanted(),
        c.sources(),
        c.fallbacks(),
        c.opening(),
        c.requests(),
        c.bytes(),
        Duration.ofMillis((long) (1000 * c.bars() / rate)));
  }

  private static double rate(Pace pace) {
    return pace.chunks() >= ENOUGH_CHUNKS ? Math.max(1, pace.rowsPerSecond()) : ASSUMED;
  }
}
