package datalayer.console.shell;

import datalayer.console.fx.Dialogs;
import datalayer.console.fx.Fxml;
import datalayer.console.shell.Screen.Shortcut;
import datalayer.console.theme.Icon;
import datalayer.console.theme.IconView;
import datalayer.console.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The frame of the window. Screens are added once, then shown one at a time. */
@SuppressWarnings("NullAway.Init") // the fields are filled by the FXML
public final class ShellView {

  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final List<Shortcut> EVERYWHERE =
      List.of(
          new Shortcut("Ctrl K", "Palette: screens, series, actions"),
          new Shortcut("?", "This sheet"),
          new Shortcut("Ctrl Shift L", "Dark or light"),
          new Shortcut("Alt ← →", "Back, forward"),
          new Shortcut("Ctrl Z", "Undo what a notice offers"),
          new Shortcut("Esc", "Close, clear; then the newest notice"));

  private final ShellViewModel model;
  private final NoticeBoard notices;
  private final History<Screen> history = new History<>();
  private final Supplier<List<Command>> commands;
  private final Overlay overlay = new Overlay();
  private final List<Screen> screens = new ArrayList<>();
  private final ToggleGroup rail = new ToggleGroup();
  private final Parent root;
  private @Nullable Screen current;
  private boolean going;
  private boolean swallowing;

  @FXML private StackPane layers;
  @FXML private BorderPane frame;
  @FXML private VBox destinations;
  @FXML private StackPane content;
  @FXML private Button themeButton;
  @FXML private IconView themeIcon;
  @FXML private Button help;

  /**
   * @param commands what the palette offers besides screens and theme; must answer at once
   */
  public ShellView(ShellViewModel model, NoticeBoard notices, Supplier<List<Command>> commands) {
    this.model = model;
    this.notices = notices;
    this.commands = commands;
    root = Fxml.load(this);
  }

  public Parent root() {
    return root;
  }

  public Dialogs dialogs() {
    return overlay;
  }

  /** Adds a destination at the foot of the rail. */
  public void add(Screen screen) {
    screens.add(screen);
    ToggleButton item = new ToggleButton(screen.name(), screen.icon().node(20));
    item.setId("go-" + screen.letter());
    item.setContentDisplay(ContentDisplay.TOP);
    item.getStyleClass().add("rail-item");
    item.setToggleGroup(rail);
    item.setTooltip(new Tooltip("%s  g %s".formatted(screen.name(), screen.letter())));
    item.setUserData(screen);
    item.setOnAction(event -> show(screen));
    destinations.getChildren().add(item);
    screen.root().setVisible(false);
    if (screen.root() instanceof BorderPane pane && pane.getTop() != null) {
      // below the top bar of each screen, where it is seen and covers nothing
      Node bar = pane.getTop();
      pane.setTop(new VBox(bar, new Banner(model)));
    }
    content.getChildren().add(screen.root());
  }

  /** Shows a screen that was added. */
  public void show(Screen screen) {
    history.visit(screen);
    turnTo(screen);
  }

  @SuppressWarnings("ReferenceEquality") // which of the screens it is, whatever they say
  private void turnTo(Screen screen) {
    current = screen;
    for (Screen one : screens) {
      one.root().setVisible(one == screen);
    }
    rail.getToggles().forEach(toggle -> toggle.setSelected(toggle.getUserData() == screen));
    Node first = screen.first().get();
    first.requestFocus();
    if (!first.isFocused()) {
      layers.requestFocus();
    }
  }

  public @Nullable Screen current() {
    return current;
  }

  /** Opens the palette; with a text, only what matches it is offered at first. */
  public PaletteViewModel openPalette(Supplier<List<Command>> offered) {
    PaletteViewModel palette = new PaletteViewModel(offered);
    PaletteView view = new PaletteView(palette, overlay::close);
    overlay.show(Fxml.load(view), view.first(), () -> {}, Pos.TOP_CENTER);
    return palette;
  }

  /** What the palette offers by itself. */
  public List<Command> everything() {
    List<Command> all = new ArrayList<>();
    for (Screen screen : screens) {
      String keys = "g " + screen.letter();
      all.add(new Command("Go to", screen.icon(), screen.name(), "", keys, () -> show(screen)));
    }
    all.addAll(commands.get());
    Icon icon = model.themeProperty().get() == Theme.DARK ? Icon.SUN : Icon.MOON;
    String name = model.themeProperty().get().other().label();
    all.add(
        new Command(
            "Do",
            icon,
            "Switch to the " + name + " theme",
            "",
            "Ctrl Shift L",
            model::switchTheme));
    all.add(new Command("Do", Icon.HELP, "Show the keys", "", "?", this::openShortcuts));
    return all;
  }

  @FXML
  void initialize() {
    NoticesView shown = new NoticesView(notices);
    StackPane.setAlignment(shown, Pos.BOTTOM_LEFT);
    StackPane.setMargin(shown, new Insets(0, 0, 38, 84));
    layers.getChildren().addAll(shown, overlay);
    layers.addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
    layers.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    layers.addEventFilter(KeyEvent.KEY_TYPED, this::swallow);
    layers.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    layers.addEventFilter(KeyEvent.KEY_RELEASED, event -> swallowing = false);
    themeButton.setOnAction(event -> model.switchTheme());
    help.setOnAction(event -> openShortcuts());
    frame.setBottom(new StatusLine(model));
    model.staleProperty().subscribe(stale -> content.pseudoClassStateChanged(STALE, stale));
    model
        .themeProperty()
        .subscribe(theme -> themeIcon.setIcon(theme == Theme.DARK ? Icon.MOON : Icon.SUN));
  }

  /** Keys that act everywhere, also while a text field has the focus. */
  private void shortcut(KeyEvent event) {
    if (event.isShortcutDown() && event.getCode() == KeyCode.K) {
      openPalette(this::everything);
      event.consume();
    } else if (event.isAltDown() && event.getCode() == KeyCode.LEFT && !overlay.isOpen()) {
      history.back().ifPresent(this::turnTo);
      event.consume();
    } else if (event.isAltDown() && event.getCode() == KeyCode.RIGHT && !overlay.isOpen()) {
      history.forward().ifPresent(this::turnTo);
      event.consume();
    } else if (event.isShortcutDown() && event.isShiftDown() && event.getCode() == KeyCode.L) {
      model.switchTheme();
      event.consume();
    }
  }

  /** Keys that act outside text fields and dialogs. */
  private void key(KeyEvent event) {
    if (overlay.isOpen() || event.getTarget() instanceof TextInputControl || event.isAltDown()) {
      return;
    }
    boolean second = going && !event.isShortcutDown();
    going = false;
    if (event.isShortcutDown() && event.getCode() == KeyCode.Z && notices.undo()) {
      took(event);
    } else if (second && goTo(event.getText())) {
      took(event);
    } else if (event.getCode() == KeyCode.G && !event.isShortcutDown()) {
      going = true;
      took(event);
    } else if (current != null && current.keys().test(event)) {
      took(event);
    } else if (event.getCode() == KeyCode.ESCAPE && notices.close()) {
      took(event);
    }
  }

  private void took(KeyEvent event) {
    swallowing = true;
    event.consume();
  }

  /** A key that opened a field must not be typed into it. */
  private void swallow(KeyEvent event) {
    if (swallowing) {
      swallowing = false;
      event.consume();
    }
  }

  private void typed(KeyEvent event) {
    boolean inText = event.getTarget() instanceof TextInputControl;
    if (event.getCharacter().equals("?") && !inText && !overlay.isOpen()) {
      openShortcuts();
      event.consume();
    }
  }

  private boolean goTo(String letter) {
    for (Screen screen : screens) {
      if (screen.letter().equals(letter)) {
        show(screen);
        return true;
      }
    }
    return false;
  }

  /** Opens the sheet of keys. */
  public void openShortcuts() {
    ShortcutSheet sheet = new ShortcutSheet(EVERYWHERE, screens, current, overlay::close);
    overlay.show(sheet, sheet.first(), () -> {});
  }
}
