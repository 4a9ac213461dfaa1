package datalayer.backfill;

import datalayer.landing.Delivery.UnreadableRow;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which bars of a chunk are still to come, whoever brings them. Used by one thread. */
final class OpenBars {

  private final Series series;
  private final long step;
  private RangeSet open;

  OpenBars(Series series, RangeSet wanted) {
    this.series = series;
    this.step = series.timeframe().millis();
    this.open = wanted;
  }

  RangeSet open() {
    return open;
  }

  boolean isOpen(TimeRange range) {
    return !open.intersection(RangeSet.of(range)).isEmpty();
  }

  /**
   * Takes the bars that are wanted and that nobody brought before, passes over the others, and
   * keeps aside those that cannot be.
   *
   * @param bars what a source said
   * @param within the period that it spoke of
   * @param source its name, for people
   * @param aside where rows go that are no bars of this period and grid
   */
  List<Bar> take(List<Bar> bars, TimeRange within, String source, List<UnreadableRow> aside) {
    List<Bar> taken = new ArrayList<>();
    List<TimeRange> covered = new ArrayList<>();
    for (Bar bar : bars) {
      long time = bar.openTime();
      if (!within.contains(time)) {
        aside.add(kept(bar, "open time outside the period of " + source));
      } else if (time % step != 0) {
        aside.add(kept(bar, "open time off the %s grid".formatted(series.timeframe())));
      } else if (isOpen(time)) {
        taken.add(bar);
        cover(covered, time);
      }
    }
    open = open.minus(RangeSet.of(covered));
    return taken;
  }

  private void cover(List<TimeRange> covered, long time) {
    if (!covered.isEmpty() && covered.getLast().to().toEpochMilli() == time) {
      covered.add(TimeRange.ofMillis(covered.removeLast().from().toEpochMilli(), time + step));
    } else {
      covered.add(TimeRange.ofMillis(time, time + step));
    }
  }

  private boolean isOpen(long time) {
    return open.ranges().size() == 1
        ? open.ranges().getFirst().contains(time)
        : open.contains(Instant.ofEpochMilli(time));
  }

  private static UnreadableRow kept(Bar bar, String fault) {
    return new UnreadableRow(bar.openTime(), bar.toString(), fault);
  }
}
