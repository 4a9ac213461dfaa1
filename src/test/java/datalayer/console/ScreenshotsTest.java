package datalayer.console;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.Album.Size;
import datalayer.console.firstrun.FirstRunView;
import datalayer.console.firstrun.FirstRunViewModel;
import datalayer.console.fx.FxThread;
import datalayer.console.fx.FxWork;
import datalayer.console.fx.Settings;
import datalayer.console.plan.PlanCardViewModel;
import datalayer.console.plan.Planning;
import datalayer.console.shell.Logo;
import datalayer.console.theme.Theme;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.Image;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Every screen can be rendered, and says every word whole at the sizes people have. */
final class ScreenshotsTest {

  private final InstantSource clock = InstantSource.fixed(FixtureRuns.NOW);
  private final SimulatedControl control = SimulatedControl.fixture(clock);

  @BeforeAll
  static void toolkit() throws Exception {
    assertThat(FxToolkit.registerPrimaryStage()).isNotNull();
  }

  @Test
  void everyScreenInBothThemes(@TempDir Path folder) throws Exception {
    List<Path> files =
        new Screenshots(control, Optional.empty(), new FixtureFirstSteps(clock), clock, folder)
            .render(List.of(new Size(1280, 800)));
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .contains(
            "first-run-light-1280x800.png",
            "chart-dark-1280x800.png",
            "chart-light-1280x800.png",
            "backfills-dark-1280x800.png",
            "plan-light-1280x800.png",
            "palette-dark-1280x800.png");
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        Image image = FxThread.ask(() -> new Image(in));
        assertThat(image.isError()).isFalse();
        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(image.getHeight()).isEqualTo(800);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, 800", "1100, 680", "1920, 1080"})
  void noWordIsCut(int width, int height) throws Exception {
    try (FxWork work = new FxWork()) {
      Console console = FxThread.ask(() -> new Console(control, work, Settings.inMemory(), clock));
      Scene scene =
          FxThread.ask(() -> {
            Scene made = new Scene(console.root(), width, height);
            Theme.DARK.dress(made);
            console.accept(control.snapshot());
            return made;
          });
      WaitForAsyncUtils.waitFor(
          120, TimeUnit.SECONDS, () -> console.chart().dataProperty().get() != null);
      FxThread.run(console::showChart);
      assertThat(cut(scene)).as("on the chart").isEmpty();
      FxThread.run(() -> console.chart().repairs().all());
      WaitForAsyncUtils.waitFor(
          120, TimeUnit.SECONDS, () -> planned(console.chart().repairs().card()));
      assertThat(cut(scene)).as("on the plan card").isEmpty();
      FxThread.run(console::showCoverage);
      WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, console.coverage()::settled);
      FxThread.run(() -> {
        console.coverage().cursor().move(0, 0, false);
        console.coverage().cursor().explain();
      });
      assertThat(cut(scene)).as("on the coverage").isEmpty();
      FxThread.run(console::showBackfills);
      assertThat(cut(scene)).as("on the backfills").isEmpty();
      FxThread.run(() -> Objects.requireNonNull(console.openPlan(null)));
      assertThat(cut(scene)).as("in the plan dialog").isEmpty();
      FxThread.run(() -> console.openPalette().typedProperty().set("gaps"));
      assertThat(cut(scene)).as("in the palette").isEmpty();
      FxThread.run(console::openKeys);
      assertThat(cut(scene)).as("in the sheet of keys").isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, 800", "1100, 680"})
  void noWordIsCutOnTheFirstPage(int width, int height) throws Exception {
    try (FxWork work = new FxWork()) {
      FirstRunViewModel model =
          FxThread.ask(() ->
              new FirstRunViewModel(
                  new FixtureFirstSteps(clock), work, clock, (start, what, choose) -> {}));
      Scene scene =
          FxThread.ask(() -> {
            FirstRunView view = new FirstRunView(model, new Logo(), Theme.DARK, chosen -> {});
            view.openServer();
            Scene made = new Scene(view, width, height);
            Theme.DARK.dress(made);
            return made;
          });
      WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, () -> !model.checks().isEmpty());
      assertThat(cut(scene)).isEmpty();
    }
  }

  private static boolean planned(PlanCardViewModel card) {
    Planning planning = card.planningProperty().get();
    return planning != null && planning.planProperty().get() != null;
  }

  private static List<String> cut(Scene scene) {
    return FxThread.ask(() -> {
      Objects.requireNonNull(scene.snapshot(null));
      Objects.requireNonNull(scene.snapshot(null));
      List<String> found = new ArrayList<>();
      collect(scene.getRoot(), found);
      return found;
    });
  }

  /** What an operator wrote may be longer than any column, if a tooltip has all of it. */
  private static boolean isWholeElsewhere(Labeled labeled) {
    return labeled.getScene().getWidth() < 1280
        && labeled.getTooltip() != null
        && labeled.getTooltip().getText().equals(labeled.getText());
  }

  private static void collect(Node node, List<String> found) {
    if (!node.isVisible()) {
      return;
    }
    if (node instanceof Labeled labeled
        && labeled.isTextTruncated()
        && !isWholeElsewhere(labeled)) {
      found.add(labeled.getText());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
    }
  }
}
