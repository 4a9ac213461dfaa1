package datalayer.console.chart;

import datalayer.console.fx.Surface;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import org.jspecify.annotations.Nullable;

/** The crosshair's two layers over the chart: nothing while nobody points at it. */
final class CrossLayers {

  private final Viewport viewport;
  private final Supplier<@Nullable Frame> frames;
  private final Supplier<@Nullable RunningBar> running;
  private final Surface time = Surface.within(this::timeExtent, this::paintTime);
  private final Surface price = Surface.within(this::priceExtent, this::paintPrice);

  /**
   * @param frames answers with the picture that the crosshair lies over, or null
   * @param running answers with the bar whose tag is on a layer in between, or null
   */
  CrossLayers(
      Viewport viewport, Supplier<@Nullable Frame> frames, Supplier<@Nullable RunningBar> running) {
    this.viewport = viewport;
    this.frames = frames;
    this.running = running;
    viewport.cursorProperty().subscribe(this::repaint);
    viewport.cursorYProperty().subscribe(this::repaint);
  }

  List<Surface> layers() {
    return List.of(time, price);
  }

  void repaint() {
    time.repaint();
    repaintPrice();
  }

  /** After the running bar's tag moved: other labels may have to make room for the pointer's. */
  void repaintPrice() {
    price.repaint();
  }

  private @Nullable Frame pointedAt() {
    return viewport.cursorProperty().get() == Viewport.NOWHERE ? null : frames.get();
  }

  private Rectangle2D timeExtent(double width, double height) {
    Frame frame = pointedAt();
    return frame == null
        ? Surface.NOTHING
        : CrosshairPainter.timeExtent(frame, viewport.cursorProperty().get());
  }

  private void paintTime(GraphicsContext g, double width, double height) {
    Frame frame = pointedAt();
    if (frame != null) {
      CrosshairPainter.paintTime(g, frame, viewport.cursorProperty().get());
    }
  }

  private Rectangle2D priceExtent(double width, double height) {
    Frame frame = pointedAt();
    return frame == null
        ? Surface.NOTHING
        : CrosshairPainter.priceExtent(frame, viewport.cursorYProperty().get());
  }

  private void paintPrice(GraphicsContext g, double width, double height) {
    Frame frame = pointedAt();
    if (frame != null) {
      RunningBar bar = running.get();
      double tag = bar == null ? Double.NaN : frame.price().y(bar.close());
      CrosshairPainter.paintPrice(g, frame, viewport.cursorYProperty().get(), tag);
    }
  }
}
