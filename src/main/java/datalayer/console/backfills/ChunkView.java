package datalayer.console.backfills;

import datalayer.backfill.ChunkProgress;
import datalayer.backfill.ChunkProgress.Attempt;
import datalayer.backfill.ChunkState;
import datalayer.console.fx.Figures;
import datalayer.console.fx.Fxml;
import datalayer.console.fx.Times;
import datalayer.console.theme.GlyphView;
import datalayer.console.theme.Mark;
import java.util.ArrayList;
import java.util.List;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The panel of one chunk: what was tried, in words, and what came of it. */
@SuppressWarnings("NullAway.Init") // the fields are filled by the FXML
final class ChunkView {

  private final BackfillsActions actions;
  private final Parent root;
  private @Nullable ChunkProgress shown;

  @FXML private Label nothing;
  @FXML private VBox content;
  @FXML private Label title;
  @FXML private Label id;
  @FXML private Label series;
  @FXML private Label range;
  @FXML private VBox attempts;
  @FXML private Label origin;
  @FXML private Label file;
  @FXML private HBox shaLine;
  @FXML private Label sha;
  @FXML private Button copySha;
  @FXML private Label rows;
  @FXML private Label bytes;

  ChunkView(BackfillsActions actions) {
    this.actions = actions;
    root = Fxml.load(this);
  }

  Parent root() {
    return root;
  }

  @FXML
  void initialize() {
    copySha.setOnAction(event -> {
      String digest = shown == null ? null : shown.sha256();
      if (digest != null) {
        actions.copy().accept(digest);
      }
    });
  }

  void show(@Nullable ChunkProgress chunk) {
    nothing.setVisible(chunk == null);
    content.setVisible(chunk != null);
    if (chunk == null || chunk.equals(shown)) {
      shown = chunk;
      return;
    }
    shown = chunk;
    title.setText("Chunk " + Lanes.label(chunk, false));
    id.setText(chunk.id());
    series.setText(chunk.series().toString());
    range.setText(
        "%s to %s UTC%s"
            .formatted(
                Times.input(chunk.range().from()),
                Times.input(chunk.range().to()),
                chunk.lane() > 0 ? " · lane " + chunk.lane() : ""));
    attempts.getChildren().setAll(attemptRows(chunk));
    String path = chunk.file();
    origin.setText(path == null || path.contains(".") ? "Archive file" : "Asked by");
    file.setText(path == null ? Figures.UNKNOWN : path.substring(path.lastIndexOf('/') + 1));
    String digest = chunk.sha256();
    sha.setText(digest == null ? "" : shortened(digest));
    // what was asked for by request has none
    shaLine.setVisible(digest != null);
    rows.setText(Figures.count(chunk.rows()));
    bytes.setText(Figures.bytes(chunk.bytes()));
  }

  private static List<Node> attemptRows(ChunkProgress chunk) {
    List<Attempt> tried = chunk.attempts();
    if (tried.isEmpty()) {
      Label waiting = new Label(chunk.state() == ChunkState.OPEN ? "Not tried yet." : "Working.");
      waiting.getStyleClass().add("muted");
      return List.of(waiting);
    }
    List<Node> rows = new ArrayList<>();
    for (int i = 0; i < tried.size(); i++) {
      rows.add(attemptRow(tried.get(i), i, tried.size()));
    }
    if (HeldBy.waits(chunk)) {
      Label next = new Label("Waits, then attempt " + (tried.size() + 1) + ".");
      next.getStyleClass().add("muted");
      rows.add(new HBox(8, new GlyphView(Mark.WAITING), next));
    }
    return rows;
  }

  private static Node attemptRow(Attempt attempt, int index, int of) {
    GlyphView glyph = new GlyphView(attempt.succeeded() ? Mark.COMPLETE : Mark.FAILED);
    Region thread = new Region();
    thread.getStyleClass().add("attempt-thread");
    thread.setVisible(index + 1 < of);
    VBox.setVgrow(thread, Priority.ALWAYS);
    VBox left = new VBox(3, glyph, thread);
    left.setAlignment(Pos.TOP_CENTER);
    left.getStyleClass().add("attempt-glyph");
    Label at = new Label(Times.clock(attempt.at()));
    at.getStyleClass().addAll("muted", "attempt-time");
    Label outcome = new Label(attempt.outcome());
    outcome.setWrapText(true);
    outcome.setMinHeight(Region.USE_PREF_SIZE);
    Label number = new Label("Attempt " + (index + 1));
    number.getStyleClass().add("subtle");
    VBox words = new VBox(outcome, number);
    words.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(left, at, words);
    row.getStyleClass().add("attempt");
    return row;
  }

  private static String shortened(String digest) {
    return digest.length() <= 14
        ? digest
        : digest.substring(0, 6) + "…" + digest.substring(digest.length() - 4);
  }
}
