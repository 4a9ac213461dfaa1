package datalayer.console.chart;

import datalayer.console.chart.Coverage.Zone;
import datalayer.console.fx.Surface;
import datalayer.console.plan.CardPlacement.Box;
import datalayer.console.plan.Repair;
import datalayer.console.theme.Palette;
import datalayer.console.theme.Theme;
import datalayer.market.Gap;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The chart on the screen: one layer of bars, over it what runs and the crosshair, each no larger
 * than it is, and what mouse and arrow keys do. Painted only when what it shows changed.
 */
final class ChartCanvas extends Region {

  private static final double WHEEL_NOTCH = 40;
  private static final double ZOOM_PER_NOTCH = 1.16;

  private final ChartViewModel model;
  private final ObservableValue<Theme> theme;
  private final ChartPainter painter = new ChartPainter();
  private final Surface bars = Surface.covered(this::paintBars);
  private final Surface running = Surface.within(this::runningExtent, this::paintRunning);
  private final CrossLayers cross;
  private String said = "";
  private boolean lastPrice;
  private double dragFrom = Double.NaN;
  private boolean dragged;
  private Point2D lastPointer = new Point2D(Double.NaN, Double.NaN);

  ChartCanvas(ChartViewModel model, ObservableValue<Theme> theme) {
    this.model = model;
    this.theme = theme;
    setId("chartCanvas");
    getStyleClass().add("chart-canvas");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleHelp("Arrow keys move along the bars, plus and minus zoom, brackets find gaps.");
    cross = new CrossLayers(model.viewport(), this::frame, this::tagged);
    getChildren().addAll(bars, running);
    getChildren().addAll(cross.layers());
    model
        .live()
        .runningProperty()
        .subscribe((before, now) -> {
          if (before == null || now == null || !now.looksLike(before)) {
            running.repaint();
            cross.repaintPrice();
          }
          if (lastPrice != (tagged() == null)) {
            bars.repaint(); // the running bar's price takes the place of the last one's
          }
        });
    model.live().holeProperty().subscribe(this::repaint);
    model.dataProperty().subscribe(this::repaint);
    model.viewport().scaleProperty().subscribe(this::repaint);
    theme.subscribe(this::repaint);
    model.legendProperty().subscribe(legend -> setAccessibleText(spoken(legend)));
    listenToMouse();
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  @Override
  protected void layoutChildren() {
    getChildren().forEach(layer -> layer.resize(getWidth(), getHeight()));
    model.viewport().resize(plotWidth());
    repaint();
  }

  private void repaint() {
    bars.repaint();
    running.repaint();
    cross.repaint();
  }

  private void paintBars(GraphicsContext g, double width, double height) {
    ChartData data = model.dataProperty().get();
    TimeScale scale = model.viewport().scale();
    if (data != null && scale != null) {
      lastPrice = tagged() == null;
      LiveHole hole = model.live().holeProperty().get();
      painter.paint(g, width, height, data, scale, Palette.of(theme.getValue()), lastPrice, hole);
    } else {
      g.clearRect(0, 0, width, height);
    }
  }

  /** The frame painted last, as long as it is of what is shown. */
  @SuppressWarnings("ReferenceEquality") // other data, however equal, is another picture
  private @Nullable Frame frame() {
    Frame frame = painter.last();
    return frame == null || frame.data() != model.dataProperty().get() ? null : frame;
  }

  private Rectangle2D runningExtent(double width, double height) {
    Frame frame = frame();
    if (frame == null) {
      return Surface.NOTHING;
    }
    if (model.live().holeProperty().get() != null) {
      return new Rectangle2D(0, 0, width, height);
    }
    RunningBar before = notLanded(frame.data(), model.live().before());
    RunningBar bar = tagged();
    return RunningBarPainter.extent(frame, before, bar);
  }

  private void paintRunning(GraphicsContext g, double width, double height) {
    Frame frame = frame();
    if (frame == null) {
      return;
    }
    LiveHole hole = model.live().holeProperty().get();
    if (hole != null) {
      // The frame is the bars' own: painted there with every tick, its tint would grow ever darker.
      LiveHolePainter.paint(frame.on(g), hole, model.now());
    }
    RunningBar before = notLanded(frame.data(), model.live().before());
    if (before != null) {
      RunningBarPainter.paintLanding(g, frame, before);
    }
    RunningBar bar = tagged();
    if (bar != null) {
      RunningBarPainter.paint(g, frame, bar, model.now());
    }
    said = says();
  }

  private static @Nullable RunningBar notLanded(ChartData data, @Nullable RunningBar bar) {
    boolean landed = bar != null && data.indexOf(bar.openTime().toEpochMilli()) >= 0;
    return landed ? null : bar;
  }

  /** The running bar that has a tag on the price axis, or null. */
  private @Nullable RunningBar tagged() {
    ChartData data = model.dataProperty().get();
    return data == null ? null : notLanded(data, model.live().runningProperty().get());
  }

  /** The time to close goes on while nothing else changes. */
  void tick() {
    LiveHole hole = model.live().holeProperty().get();
    if ((hole != null && hole.isOpen()) || !says().equals(said)) {
      running.repaint();
    }
  }

  private String says() {
    RunningBar bar = model.live().runningProperty().get();
    return bar == null ? "" : bar.says(model.now());
  }

  /** The gap that the card is about, in the pixels of this canvas. */
  Box subject() {
    Repair repair = model.repairs().card().repairProperty().get();
    TimeScale scale = model.viewport().scale();
    ChartLayout layout = new ChartLayout(getWidth(), getHeight());
    if (repair == null || scale == null) {
      return new Box(0, 0, 0, 0);
    }
    double from = Math.clamp(scale.x(repair.range().from().toEpochMilli()), 0, plotWidth());
    double to = Math.clamp(scale.x(repair.range().to().toEpochMilli()), 0, plotWidth());
    return new Box(from, 0, to - from, layout.plotBottom());
  }

  /** Where a card may stand: within the plot. */
  Box cards() {
    ChartLayout layout = new ChartLayout(getWidth(), getHeight());
    return new Box(8, 44, Math.max(0, layout.plotWidth() - 16), Math.max(0, getHeight() - 80));
  }

  private double plotWidth() {
    return new ChartLayout(getWidth(), getHeight()).plotWidth();
  }

  private void listenToMouse() {
    // A canvas that appears under a resting pointer is entered and "moved" over where it rests.
    setOnMouseEntered(event -> lastPointer = screen(event));
    setOnMouseMoved(this::moved);
    setOnMouseExited(event -> model.viewport().unpoint());
    setOnMousePressed(this::pressed);
    setOnMouseDragged(this::dragged);
    setOnMouseReleased(this::released);
    setOnScroll(this::scrolled);
  }

  private void moved(MouseEvent event) {
    Point2D at = screen(event);
    if (at.equals(lastPointer)) {
      // The toolkit repeats the event when what lies under a resting pointer changes. It must not
      // take the crosshair back from the keyboard.
      return;
    }
    lastPointer = at;
    model.viewport().point(event.getX(), event.getY());
    setCursor(
        painter.gapAt(event.getX(), event.getY()) != null
            ? Cursor.HAND
            : event.getX() < plotWidth() ? Cursor.CROSSHAIR : Cursor.DEFAULT);
  }

  private static Point2D screen(MouseEvent event) {
    return new Point2D(event.getScreenX(), event.getScreenY());
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    dragged = false;
    dragFrom = event.getButton() == MouseButton.PRIMARY ? event.getX() : Double.NaN;
  }

  private void dragged(MouseEvent event) {
    double moved = dragFrom - event.getX();
    if (dragged || Math.abs(moved) > 2) {
      dragged = true;
      setCursor(Cursor.CLOSED_HAND);
      model.viewport().pan(moved);
      model.viewport().point(event.getX(), event.getY());
      dragFrom = event.getX();
    }
  }

  private void released(MouseEvent event) {
    Zone zone = painter.gapAt(event.getX(), event.getY());
    Frame frame = painter.last();
    if (!dragged && zone != null && frame != null) {
      model.repairs().gap(new Gap(frame.data().series(), zone.range(), zone.reason()));
    }
    dragFrom = Double.NaN;
    setCursor(Cursor.CROSSHAIR);
  }

  private void scrolled(ScrollEvent event) {
    if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
      double delta = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
      model.viewport().pan(-delta);
    } else if (event.getDeltaY() != 0) {
      double factor = Math.pow(ZOOM_PER_NOTCH, -event.getDeltaY() / WHEEL_NOTCH);
      model.viewport().zoom(factor, Math.min(event.getX(), plotWidth()));
    }
    model.viewport().point(event.getX(), event.getY());
    event.consume();
  }

  private void key(KeyEvent event) {
    int bars = event.isShiftDown() ? 10 : 1;
    Viewport viewport = model.viewport();
    if (event.getCode() == KeyCode.LEFT) {
      if (event.isShortcutDown()) {
        viewport.pan(-plotWidth() / 8);
      } else {
        viewport.moveCursor(-bars);
      }
      event.consume();
    } else if (event.getCode() == KeyCode.RIGHT) {
      if (event.isShortcutDown()) {
        viewport.pan(plotWidth() / 8);
      } else {
        viewport.moveCursor(bars);
      }
      event.consume();
    }
  }

  private static String spoken(Legend legend) {
    return legend.note().isEmpty()
        ? "%s, %s, open %s, high %s, low %s, close %s, volume %s"
            .formatted(
                legend.symbol(),
                legend.subtitle(),
                legend.open(),
                legend.high(),
                legend.low(),
                legend.close(),
                legend.volume())
        : "%s, %s, %s".formatted(legend.symbol(), legend.subtitle(), legend.note());
  }
}
