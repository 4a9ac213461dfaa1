package datalayer.console.shell;

import datalayer.console.fx.Figures;
import datalayer.console.theme.ErrorState;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Mark;
import java.time.Duration;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What the window shows before the system behind it answers. */
public final class StartView extends StackPane {

  /** What takes no longer needs no counting. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  private final HBox line;
  private final Label elapsed = new Label();
  private final Timeline timer;
  private long began;
  private final VBox box = new VBox(20);
  private final ErrorState error = new ErrorState();

  /**
   * @param what is being started, in words
   * @param again tries it once more
   */
  public StartView(String what, Runnable again) {
    setId("start");
    getStyleClass().add("start");
    Label name = new Label("Data Layer");
    name.getStyleClass().add("start-name");
    HBox head = new HBox(12, new Logo(), name);
    head.setAlignment(Pos.CENTER_LEFT);
    Label doing = new Label(what + "…");
    doing.setId("starting");
    doing.getStyleClass().add("muted");
    elapsed.getStyleClass().add("muted");
    line = new HBox(8, new GlyphView(Mark.RUNNING), doing, elapsed);
    line.setAlignment(Pos.CENTER_LEFT);
    error.setTitle("It did not start");
    error.setAction("Try again");
    error.button().setOnAction(event -> again.run());
    StackPane below = new StackPane(line, error);
    below.setAlignment(Pos.TOP_LEFT);
    box.getChildren().addAll(head, below);
    box.getStyleClass().add("start-box");
    getChildren().add(box);
    timer = new Timeline(new KeyFrame(javafx.util.Duration.millis(500), event -> count()));
    timer.setCycleCount(Animation.INDEFINITE);
    // nobody looks any more: what counts must not go on for ever
    sceneProperty()
        .subscribe(scene -> {
          if (scene == null) {
            timer.stop();
          }
        });
    showStarting();
  }

  /** On the command line a message goes on after the program's name; here it begins. */
  private static String sentence(String message) {
    return message.isEmpty()
        ? message
        : message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
  }

  /** A way back to what was chosen from, beside the failure. */
  public void offerBack(Runnable back) {
    Hyperlink link = new Hyperlink("Choose another way");
    link.setId("startBack");
    link.visibleProperty().bind(error.visibleProperty());
    link.setOnAction(event -> back.run());
    box.getChildren().add(link);
  }

  public void showStarting() {
    began = System.nanoTime();
    elapsed.setText("");
    timer.play();
    line.setVisible(true);
    error.setVisible(false);
  }

  private void count() {
    Duration passed = Duration.ofNanos(System.nanoTime() - began);
    elapsed.setText(passed.compareTo(SHORT) < 0 ? "" : Figures.elapsed(passed));
  }

  /** Says what went wrong, where it was waited for. */
  public void showFailure(Exception failure) {
    String message = failure.getMessage();
    error.messageProperty().set(message == null ? failure.toString() : sentence(message));
    timer.stop();
    line.setVisible(false);
    error.setVisible(true);
  }
}
