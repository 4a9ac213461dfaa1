package datalayer.console.firstrun;

import datalayer.console.theme.Icon;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One way to begin. */
final class FirstCard extends VBox {

  /** What a card says. */
  record Words(
      Icon icon, String key, String title, String sentence, List<String> points, String command) {}

  private final Button button;

  FirstCard(Words words, String action, Runnable act) {
    getStyleClass().add("first-card");
    StackPane icon = new StackPane(words.icon().node(20));
    icon.getStyleClass().add("first-icon");
    Label key = styled(words.key(), "kbd");
    HBox head = new HBox(icon, space(), key);
    head.setAlignment(Pos.TOP_LEFT);
    Label sentence = styled(words.sentence(), "muted");
    sentence.setWrapText(true);
    sentence.setMinHeight(36);
    VBox points = new VBox(9);
    words.points().forEach(point -> points.getChildren().add(point(point)));
    Region below = new Region();
    VBox.setVgrow(below, Priority.ALWAYS);
    Label command = styled(words.command(), "mono");
    command.getStyleClass().add("subtle");
    button = new Button(action);
    button.setId("first-" + words.key());
    button.setMaxWidth(Double.MAX_VALUE);
    button.setTooltip(new Tooltip(words.title() + "  " + words.key()));
    button.setOnAction(event -> act.run());
    VBox text = new VBox(4, styled(words.title(), "first-title"), sentence);
    getChildren().addAll(head, text, points, below, command, button);
    HBox.setHgrow(this, Priority.ALWAYS);
    setPrefWidth(350);
  }

  Button button() {
    return button;
  }

  private static Node point(String text) {
    StackPane tick = new StackPane(Icon.CHECK.node(14));
    tick.getStyleClass().add("first-tick");
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    HBox line = new HBox(9, tick, label);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private static Label styled(String text, String styleClass) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    return label;
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }
}
