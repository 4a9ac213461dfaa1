package datalayer.console.firstrun;

import datalayer.console.firstrun.FirstRunViewModel.Test;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Icon;
import datalayer.console.theme.Mark;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The form for a ClickHouse server: it is asked before anything else happens. */
final class ServerPane extends StackPane {

  private final TextField host = new TextField();
  private final Button test = new Button("Test");
  private final Button connect = new Button("Connect");
  private final GlyphView mark = new GlyphView();
  private final Label answer = new Label();

  ServerPane(FirstRunViewModel model, Runnable close) {
    setVisible(false);
    getStyleClass().add("overlay");
    Region scrim = new Region();
    scrim.getStyleClass().add("scrim");
    scrim.setOnMousePressed(event -> close.run());
    VBox form = new VBox(head(close), fields(model), foot(model, close));
    form.setId("serverForm");
    form.getStyleClass().addAll("dialog", "server-form");
    form.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren().addAll(scrim, form);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            close.run();
            event.consume();
          } else if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof TextField) {
            model.test();
            event.consume();
          }
        });
    model.testProperty().subscribe(this::show);
    answer.textProperty().bind(model.answerProperty());
  }

  void open() {
    setVisible(true);
    host.requestFocus();
  }

  private static Node head(Runnable close) {
    Label title = new Label("Use a ClickHouse server");
    title.getStyleClass().add("dialog-title");
    Button icon = new Button("", Icon.CLOSE.node(16));
    icon.getStyleClass().add("icon-button");
    icon.setAccessibleText("Close");
    icon.setTooltip(new Tooltip("Close  Esc"));
    icon.setOnAction(event -> close.run());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(title, space, icon);
    head.getStyleClass().add("dialog-head");
    return head;
  }

  private Node fields(FirstRunViewModel model) {
    host.setId("serverHost");
    host.setPromptText("db1");
    TextField port = new TextField();
    port.setId("serverPort");
    port.setPrefColumnCount(6);
    port.promptTextProperty()
        .bind(Bindings.when(model.secureProperty()).then("8443").otherwise("8123"));
    CheckBox secure = new CheckBox("TLS");
    secure.setId("serverSecure");
    secure.selectedProperty().bindBidirectional(model.secureProperty());
    secure.setMinHeight(32);
    TextField database = new TextField();
    database.setId("serverDatabase");
    PasswordField password = new PasswordField();
    password.setId("serverPassword");
    HBox line = new HBox(10, mark, answer);
    line.setAlignment(Pos.TOP_LEFT);
    line.setMinHeight(36);
    answer.setId("serverAnswer");
    answer.setWrapText(true);
    mark.setTranslateY(3);
    VBox fields =
        new VBox(
            14,
            new HBox(
                12,
                wide(field("Host", host, model.hostProperty())),
                field("HTTP port", port, model.portProperty()),
                named("Encryption", secure)),
            new HBox(
                12,
                wide(field("Database", database, model.databaseProperty())),
                wide(field("User", new TextField(), model.userProperty())),
                wide(field("Password", password, model.passwordProperty()))),
            line);
    fields.getStyleClass().add("plan-form");
    return fields;
  }

  private Node foot(FirstRunViewModel model, Runnable close) {
    test.setId("testServer");
    test.setTooltip(new Tooltip("Ask the server whether it can be used  Enter"));
    test.setOnAction(event -> model.test());
    connect.setId("connectServer");
    connect.getStyleClass().add("accent");
    connect.setTooltip(new Tooltip("Begin with the server that answered"));
    connect.setOnAction(event -> model.connect());
    Button cancel = new Button("Close");
    cancel.setTooltip(new Tooltip("Close  Esc"));
    cancel.setOnAction(event -> close.run());
    Label promise = new Label("The test writes nothing");
    promise.getStyleClass().addAll("muted", "foot-note");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox foot = new HBox(promise, space, cancel, test, connect);
    foot.getStyleClass().add("dialog-foot");
    return foot;
  }

  private static Node field(String name, TextField field, StringProperty value) {
    field.textProperty().bindBidirectional(value);
    return named(name, field);
  }

  private static Node named(String name, Node control) {
    Label label = new Label(name);
    label.getStyleClass().add("form-name");
    VBox box = new VBox(label, control);
    box.getStyleClass().add("form-field");
    return box;
  }

  private static Node wide(Node field) {
    HBox.setHgrow(field, Priority.ALWAYS);
    return field;
  }

  private void show(Test state) {
    mark.setMark(
        switch (state) {
          case NOT_YET -> Mark.NONE;
          case ASKING -> Mark.RUNNING;
          case WELL -> Mark.COMPLETE;
          case FAILED -> Mark.FAILED;
        });
    connect.setDisable(state != Test.WELL);
    test.setDisable(state == Test.ASKING);
  }
}
