package datalayer.console.shell;

import datalayer.console.shell.NoticeBoard.Notice;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Icon;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The notices at the bottom left. */
final class NoticesView extends VBox {

  private final NoticeBoard board;

  NoticesView(NoticeBoard board) {
    this.board = board;
    setId("notices");
    getStyleClass().add("notices");
    setPickOnBounds(false);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setAlignment(Pos.BOTTOM_LEFT);
    board.notices().addListener((Observable list) -> show());
  }

  private void show() {
    getChildren().setAll(board.notices().stream().map(this::row).toList());
  }

  private Node row(Notice notice) {
    Label text = new Label(notice.text());
    text.setId("noticeText");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(text, Priority.ALWAYS);
    Region space = new Region();
    HBox.setHgrow(space, Priority.SOMETIMES);
    HBox row = new HBox(10, new GlyphView(notice.mark()), text, space);
    if (notice.undo() != null) {
      Hyperlink undo = new Hyperlink("Undo");
      undo.setId("undo");
      undo.setMinWidth(USE_PREF_SIZE);
      undo.setTooltip(new Tooltip("Take it back  Ctrl Z"));
      undo.setOnAction(event -> board.undo(notice));
      Label keys = new Label("Ctrl Z");
      keys.getStyleClass().add("kbd");
      keys.setMinWidth(USE_PREF_SIZE);
      row.getChildren().addAll(undo, keys);
    }
    Button close = new Button("", Icon.CLOSE.node(14));
    close.getStyleClass().addAll("icon-button", "tiny");
    close.setAccessibleText("Close");
    close.setTooltip(new Tooltip("Close the notice"));
    close.setOnAction(event -> board.close(notice));
    row.getChildren().add(close);
    row.getStyleClass().add("notice");
    return row;
  }
}
