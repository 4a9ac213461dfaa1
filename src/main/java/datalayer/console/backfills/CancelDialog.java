package datalayer.console.backfills;

import datalayer.backfill.RunProgress;
import datalayer.console.fx.Figures;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks before a run is stopped. The safe answer is the primary one. */
final class CancelDialog extends VBox {

  private final Button keep = new Button("Keep running");

  CancelDialog(RunProgress run, Runnable keepIt, Runnable cancelIt) {
    setId("cancelDialog");
    getStyleClass().addAll("dialog", "question");
    Label title = new Label("Cancel %s?".formatted(run.id()));
    title.getStyleClass().add("dialog-title");
    Label text =
        new Label(
            "%s stops after the chunks in flight, at most 30 s. %s landed so far, and stay."
                .formatted(run.title(), Figures.count(run.rowsLanded(), "row", "rows")));
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    text.getStyleClass().add("muted");
    keep.setId("keepRunning");
    keep.getStyleClass().add("accent");
    keep.setOnAction(event -> keepIt.run());
    Button cancel = new Button("Cancel run");
    cancel.setId("confirmCancel");
    cancel.getStyleClass().add("danger-text");
    cancel.setOnAction(event -> cancelIt.run());
    HBox buttons = new HBox(8, cancel, keep);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(title, text, buttons);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
  }

  Node first() {
    return keep;
  }
}
