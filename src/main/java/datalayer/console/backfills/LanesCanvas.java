package datalayer.console.backfills;

import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkState;
import datalayer.console.backfills.Lanes.Block;
import datalayer.console.fx.Surface;
import datalayer.console.theme.Palette;
import datalayer.console.theme.Theme;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The lanes of a run on the screen; a click or the arrow keys choose a chunk. */
final class LanesCanvas extends Region {

  private final ObservableValue<Theme> theme;
  private final Consumer<ChunkProgress> choose;
  private final Surface surface = new Surface(this::paint);
  private @Nullable Lanes lanes;
  private String selected = "";

  LanesCanvas(ObservableValue<Theme> theme, Consumer<ChunkProgress> choose) {
    this.theme = theme;
    this.choose = choose;
    setId("lanes");
    getStyleClass().add("lanes");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText("Lanes of the run");
    setAccessibleHelp("Arrow keys choose a chunk.");
    getChildren().add(surface);
    theme.subscribe(surface::repaint);
    focusedProperty().subscribe(surface::repaint);
    setOnMousePressed(event -> {
      requestFocus();
      choose(blockAt(event.getX(), event.getY()));
    });
    setOnMouseMoved(event ->
        setCursor(blockAt(event.getX(), event.getY()) == null ? Cursor.DEFAULT : Cursor.HAND));
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  void show(@Nullable Lanes newLanes, String selectedChunk) {
    lanes = newLanes;
    selected = selectedChunk;
    surface.repaint();
  }

  @Override
  protected void layoutChildren() {
    surface.resize(getWidth(), getHeight());
    surface.repaint();
  }

  private void paint(GraphicsContext g, double width, double height) {
    if (lanes != null) {
      new LanesPainter(g, lanes, places(), Palette.of(theme.getValue()))
          .paint(selected, isFocused());
    }
  }

  private LanesLayout places() {
    int count = lanes == null ? 1 : lanes.lanes();
    return new LanesLayout(getWidth(), getHeight(), count);
  }

  private @Nullable Block blockAt(double x, double y) {
    if (lanes == null) {
      return null;
    }
    LanesLayout layout = places();
    for (Block block : lanes.blocks()) {
      double top = layout.top(block.lane());
      boolean inLane = y >= top && y < top + layout.blockHeight();
      if (inLane
          && x >= layout.x(lanes.window(), block.from())
          && x < layout.x(lanes.window(), block.to())) {
        return block;
      }
    }
    return null;
  }

  private void choose(@Nullable Block block) {
    if (block != null) {
      choose.accept(block.chunk());
    }
  }

  private void key(KeyEvent event) {
    if (lanes == null || lanes.blocks().isEmpty()) {
      return;
    }
    List<Block> blocks = lanes.blocks();
    int at = 0;
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).chunk().id().equals(selected)) {
        at = i;
      }
    }
    switch (event.getCode()) {
      case LEFT -> choose(blocks.get(Math.max(0, at - 1)));
      case RIGHT -> choose(blocks.get(Math.min(blocks.size() - 1, at + 1)));
      case UP -> choose(beside(blocks, blocks.get(at), -1));
      case DOWN -> choose(beside(blocks, blocks.get(at), 1));
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** The block of the next lane that was being worked when this one began. */
  private static @Nullable Block beside(List<Block> blocks, Block from, int step) {
    return blocks.stream()
        .filter(block -> block.lane() == from.lane() + step)
        .filter(block -> block.to().isAfter(from.from()))
        .findFirst()
        .orElse(null);
  }

  /** Whether a chunk needs a second look. */
  static boolean retried(ChunkProgress chunk) {
    return chunk.attempts().size() > 1 && chunk.state() != ChunkState.FAILED;
  }
}
