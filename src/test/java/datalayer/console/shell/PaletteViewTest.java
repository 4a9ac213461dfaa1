package datalayer.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.fx.FxThread;
import datalayer.console.fx.Fxml;
import datalayer.console.theme.Icon;
import datalayer.console.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** The list keeps up with the keys: the choice is always in view, whole, and marked. */
final class PaletteViewTest {

  private static final int COMMANDS = 60;
  private static final int GROUP = 7;

  private final List<Integer> ran = new ArrayList<>();
  private final PaletteViewModel model =
      new PaletteViewModel(() -> IntStream.range(0, COMMANDS).mapToObj(this::command).toList());

  @BeforeAll
  static void toolkit() throws Exception {
    assertThat(FxToolkit.registerPrimaryStage()).isNotNull();
  }

  private Command command(int i) {
    return new Command(
        "Group " + i / GROUP, Icon.CHART, "Command " + i, "", "g " + i % 10, () -> ran.add(i));
  }

  @Test
  void theChoiceIsInViewWhateverTheKeysDo() {
    FxThread.run(() -> {
      Parent root = shown();
      Random random = new Random(7);
      for (int i = 0; i < 200; i++) {
        int by = random.nextInt(4) == 0 ? random.nextBoolean() ? 8 : -8 : random.nextInt(3) - 1;
        model.move(by);
        assertChosenInView(root, "step %d, moved by %d".formatted(i, by));
      }
    });
  }

  @Test
  void aWayUpShowsTheHeadingToo() {
    FxThread.run(() -> {
      Parent root = shown();
      model.move(3 * GROUP);
      lay(root);
      model.move(-2 * GROUP);
      lay(root);
      assertThat(visible(root))
          .first()
          .extracting(ListCell::getItem)
          .satisfies(line -> assertThat(line.heading()).isEqualTo("Group 1"));
      assertThat(visible(root).getFirst().getItem().command()).isNull();
    });
  }

  @Test
  void whatIsTypedAfterwardsIsShownFromItsFirst() {
    FxThread.run(() -> {
      Parent root = shown();
      model.move(COMMANDS - 1);
      lay(root);
      model.typedProperty().set("command 1");
      assertChosenInView(root, "typed");
      assertThat(model.selectedProperty().get()).isZero();
      assertThat(visible(root).getFirst().getItem().heading()).isEqualTo("Best match");
      model.typedProperty().set("nothing like it");
      lay(root);
      assertThat(visible(root)).hasSize(1);
      assertThat(list(root).getHeight()).as("as high as what it says").isLessThan(60);
    });
  }

  /** However many commands there are, no more rows are made than fit: each costs time to style. */
  @Test
  void onlyRowsInViewAreMade() {
    FxThread.run(() -> assertThat(shown().lookupAll(".palette-row")).hasSizeBetween(5, 16));
  }

  private Parent shown() {
    Parent root = Fxml.load(new PaletteView(model, () -> {}));
    Scene scene = new Scene(new StackPane(root), 900, 700);
    Theme.DARK.dress(scene);
    lay(root);
    return root;
  }

  private static void lay(Parent root) {
    root.getScene().getRoot().applyCss();
    root.getScene().getRoot().layout();
  }

  private void assertChosenInView(Parent root, String when) {
    lay(root);
    List<ListCell<PaletteLine>> chosen =
        visible(root).stream().filter(ListCell::isSelected).toList();
    assertThat(chosen).as(when).hasSize(1);
    ListCell<PaletteLine> cell = chosen.getFirst();
    assertThat(cell.getItem().index()).as(when).isEqualTo(model.selectedProperty().get());
    Node view = list(root).lookup(".clipped-container");
    Bounds inside = view.localToScene(view.getLayoutBounds());
    Bounds at = cell.localToScene(cell.getLayoutBounds());
    assertThat(at.getMinY()).as(when).isGreaterThanOrEqualTo(inside.getMinY() - 0.5);
    assertThat(at.getMaxY()).as(when).isLessThanOrEqualTo(inside.getMaxY() + 0.5);
    assertThat(cell.lookupAll(".kbd")).as("Enter alone").hasSize(1);
  }

  @SuppressWarnings("unchecked") // the palette has one list
  private static ListView<PaletteLine> list(Parent root) {
    return (ListView<PaletteLine>) root.lookup("#paletteResults");
  }

  /** The cells that show a line, from the top. */
  @SuppressWarnings("unchecked") // and its cells are of one kind
  private static List<ListCell<PaletteLine>> visible(Parent root) {
    return list(root).lookupAll(".list-cell").stream()
        .map(node -> (ListCell<PaletteLine>) node)
        .filter(cell -> cell.isVisible() && cell.getItem() != null)
        .filter(cell -> cell.getBoundsInParent().getMaxY() > 0.5)
        .sorted((one, other) -> Double.compare(one.getLayoutY(), other.getLayoutY()))
        .toList();
  }
}
