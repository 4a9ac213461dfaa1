package datalayer.console.chart;

import datalayer.console.TestingCards;
import datalayer.console.fx.Settings;
import datalayer.console.fx.Work;
import datalayer.console.theme.Theme;
import datalayer.control.Control;
import datalayer.market.Series;
import java.time.InstantSource;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.Region;

/** The console's chart without what stands around it, for a benchmark. On the FX thread. */
public final class ChartOnStage {

  private final ChartViewModel model;
  private final ChartCanvas canvas;

  public ChartOnStage(Control control, Work work, InstantSource clock) {
    model =
        new ChartViewModel(
            control, work, Settings.inMemory(), clock, new TestingCards().card(control, work));
    canvas = new ChartCanvas(model, new SimpleObjectProperty<>(Theme.DARK));
  }

  public Region canvas() {
    return canvas;
  }

  /** Reads a series and runs an action when it is there and about to be painted. */
  public void open(Series series, Runnable read) {
    model
        .dataProperty()
        .subscribe(data -> {
          if (data != null) {
            read.run();
          }
        });
    model.open(series);
  }

  /** Shows this stretch, in milliseconds since the epoch, over the whole width. */
  public void show(double from, double to) {
    Viewport viewport = model.viewport();
    TimeScale now = scale();
    double perPixel = (to - from) / now.width();
    double factor = perPixel / now.millisPerPixel();
    if (Math.abs(factor - 1) > 1e-9) {
      viewport.zoom(factor, now.width());
    }
    viewport.pan((to - scale().to()) / perPixel);
  }

  /** What is shown, in milliseconds since the epoch. */
  public TimeScale scale() {
    TimeScale now = model.viewport().scale();
    if (now == null) {
      throw new IllegalStateException("there is nothing to show yet");
    }
    return now;
  }
}
