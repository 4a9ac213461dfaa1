package datalayer.console.theme;

import datalayer.console.fx.Figures;
import java.time.Duration;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Something is being read: nothing for 300 ms, then still rows in the place of what will come, what
 * is done, for how long, and a way to stop it.
 */
public final class LoadingState extends VBox {

  private static final double[] ROWS = {0.62, 0.5, 0.57, 0.44};

  private final Label doing = new Label();
  private final Label elapsed = new Label();
  private final Hyperlink stop = new Hyperlink("Stop");
  private final Timeline timer;
  private long began;

  public LoadingState() {
    getStyleClass().add("loading-state");
    doing.setGraphic(new GlyphView(Mark.RUNNING));
    for (double row : ROWS) {
      getChildren().add(skeleton(row));
    }
    stop.visibleProperty().bind(stop.onActionProperty().isNotNull());
    HBox line = new HBox(8, doing, elapsed, stop);
    line.setAlignment(Pos.CENTER_LEFT);
    getChildren().add(line);
    timer = new Timeline(new KeyFrame(javafx.util.Duration.millis(100), event -> count()));
    timer.setCycleCount(Animation.INDEFINITE);
    visibleProperty().subscribe(this::begin);
  }

  public String getDoing() {
    return doing.getText();
  }

  public void setDoing(String value) {
    doing.setText(value);
  }

  public Hyperlink stop() {
    return stop;
  }

  private void begin(boolean visible) {
    if (visible) {
      began = System.nanoTime();
      setOpacity(0);
      timer.play();
    } else {
      timer.stop();
    }
  }

  private void count() {
    Duration passed = Duration.ofNanos(System.nanoTime() - began);
    setOpacity(passed.toMillis() < 300 ? 0 : 1);
    elapsed.setText(Figures.age(passed));
  }

  private Region skeleton(double share) {
    Region row = new Region();
    row.getStyleClass().add("skeleton");
    row.maxWidthProperty().bind(widthProperty().multiply(share));
    return row;
  }
}
