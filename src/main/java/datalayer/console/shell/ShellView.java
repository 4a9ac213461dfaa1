package datalayer.console.shell;

import datalayer.console.fx.Dialogs;
import datalayer.console.fx.Fxml;
import datalayer.console.shell.Screen.Shortcut;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Icon;
import datalayer.console.theme.IconView;
import datalayer.console.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
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
          new Shortcut("Esc", "Close, clear"));

  private final ShellViewModel model;
  private final Supplier<List<Command>> commands;
  private final Overlay overlay = new Overlay();
  private final List<Screen> screens = new ArrayList<>();
  private final ToggleGroup rail = new ToggleGroup();
  private final Parent root;
  private @Nullable Screen current;
  private boolean going;
  private boolean swallowing;

  @FXML private StackPane layers;
  @FXML private VBox destinations;
  @FXML private StackPane content;
  @FXML private HBox banner;
  @FXML private Label bannerText;
  @FXML private Button themeButton;
  @FXML private IconView themeIcon;
  @FXML private Button help;
  @FXML private HBox status;
  @FXML private Label time;
  @FXML private Label date;
  @FXML private GlyphView storeMark;
  @FXML private Label storeName;
  @FXML private Label storeDetail;
  @FXML private Label age;
  @FXML private Label rate;

  /**
   * @param commands what the palette offers besides screens and theme; must answer at once
   */
  public ShellView(ShellViewModel model, Supplier<List<Command>> commands) {
    this.model = model;
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
    content.getChildren().add(screen.root());
  }

  /** Shows a screen that was added. */
  public void show(Screen screen) {
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
  public void openPalette(Supplier<List<Command>> offered) {
    PaletteView view = new PaletteView(new PaletteViewModel(offered), overlay::close);
    Parent palette = Fxml.load(view);
    overlay.show(palette, view.first(), () -> {}, Pos.TOP_CENTER);
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
    layers.getChildren().add(overlay);
    layers.addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
    layers.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    layers.addEventFilter(KeyEvent.KEY_TYPED, this::swallow);
    layers.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    layers.addEventFilter(KeyEvent.KEY_RELEASED, event -> swallowing = false);
    themeButton.setOnAction(event -> model.switchTheme());
    help.setOnAction(event -> openShortcuts());
    time.textProperty().bind(model.timeProperty());
    date.textProperty().bind(model.dateProperty());
    storeMark.markProperty().bind(model.storeMarkProperty());
    storeName.textProperty().bind(model.storeNameProperty());
    storeDetail.textProperty().bind(model.storeDetailProperty());
    age.textProperty().bind(model.ageProperty());
    rate.textProperty().bind(model.rateProperty());
    bannerText.textProperty().bind(model.bannerProperty());
    banner.visibleProperty().bind(model.bannerProperty().isNotEmpty());
    banner.managedProperty().bind(banner.visibleProperty());
    model
        .staleProperty()
        .subscribe(stale -> {
          status.pseudoClassStateChanged(STALE, stale);
          content.pseudoClassStateChanged(STALE, stale);
        });
    model
        .themeProperty()
        .subscribe(theme -> themeIcon.setIcon(theme == Theme.DARK ? Icon.MOON : Icon.SUN));
  }

  /** Keys that act everywhere, also while a text field has the focus. */
  private void shortcut(KeyEvent event) {
    if (event.isShortcutDown() && event.getCode() == KeyCode.K) {
      openPalette(this::everything);
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
    if (second && goTo(event.getText())) {
      took(event);
    } else if (event.getCode() == KeyCode.G && !event.isShortcutDown()) {
      going = true;
      took(event);
    } else if (current != null && current.keys().test(event)) {
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

  private void openShortcuts() {
    ShortcutSheet sheet = new ShortcutSheet(EVERYWHERE, screens, current, overlay::close);
    overlay.show(sheet, sheet.first(), () -> {});
  }
}
