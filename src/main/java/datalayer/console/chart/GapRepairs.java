package datalayer.console.chart;

import datalayer.console.fx.Figures;
import datalayer.console.plan.PlanCardViewModel;
import datalayer.console.plan.Repair;
import datalayer.control.CoverageSpan;
import datalayer.market.Gap;
import datalayer.market.TimeRange;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What the gaps on the chart lead to: the card with the plan that closes them. */
public final class GapRepairs {

  private final PlanCardViewModel card;
  private final ObservableValue<@Nullable ChartData> data;
  private final Viewport viewport;

  GapRepairs(PlanCardViewModel card, ObservableValue<@Nullable ChartData> data, Viewport viewport) {
    this.card = card;
    this.data = data;
    this.viewport = viewport;
  }

  public PlanCardViewModel card() {
    return card;
  }

  /** Shows the plan that closes a gap. */
  public void gap(Gap gap) {
    card.show(Repair.of(gap));
  }

  /** Shows the plan that loads what nobody asked for. */
  void unasked(Gap stretch) {
    card.show(Repair.of("Load ", stretch));
  }

  /** Shows the plan that closes every gap of the series; whether there is one. */
  public boolean all() {
    ChartData shown = data.getValue();
    if (shown == null || shown.facts().missing() == 0) {
      return false;
    }
    List<CoverageSpan> gaps = shown.coverage().gaps();
    TimeRange all = new TimeRange(gaps.getFirst().range().from(), gaps.getLast().range().to());
    card.show(
        new Repair(
            "Repair " + Figures.count(shown.facts().missing(), "bar", "bars"),
            List.of(shown.series().instrument()),
            shown.series().timeframe(),
            all));
    return true;
  }

  /** The plan for the gap at the cursor; for all of them when there is none. */
  public void atCursor() {
    ChartData shown = data.getValue();
    CoverageSpan span = shown == null ? null : shown.coverage().at(viewport.cursorProperty().get());
    if (shown != null && span != null && span.state() == CoverageSpan.State.MISSING) {
      gap(new Gap(shown.series(), span.range(), span.reason()));
    } else {
      all();
    }
  }
}
