package datalayer.console;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.app.RealData;
import datalayer.app.TestSystem;
import datalayer.console.fx.FxThread;
import datalayer.console.fx.FxWork;
import datalayer.console.fx.Settings;
import datalayer.console.fx.SnapshotFeed;
import datalayer.simulator.ArchiveServer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** The window over the real core: a real month from the archive to candles on the screen. */
final class RealJourneyIT extends RobotRig {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));

  @TempDir Path data;

  @Test
  void aRealMonthIsLoadedWatchedAndSeen() throws Exception {
    try (ArchiveServer archive = ArchiveServer.serving(RealData.archive());
        TestSystem system = new TestSystem(data, archive);
        FxWork work = new FxWork()) {
      stage = FxToolkit.registerPrimaryStage();
      Console console =
          FxThread.ask(
              () -> new Console(system.headless.control(), work, Settings.inMemory(), CLOCK));
      try (SnapshotFeed feed =
          new SnapshotFeed(system.headless.control()::snapshot, console::accept)) {
        show(console);
        feed.start();
        await("the empty state", () -> isShown(".empty-state .button"));

        robot.push(KeyCode.N);
        await("the dialog", () -> isShown("#planDialog"));
        robot.write("binance:swap:LTC/USDT").push(KeyCode.ENTER);
        robot.clickOn("#planFrom").write("2026-02-01");
        robot.clickOn("#planTo").write("2026-03-01");
        await("the plan", () -> text("#planRows").equals("40,320"));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        await("the run's end", () -> text("#runState").equals("Complete"));
        assertThat(text("#rowsLanded")).isEqualTo("40,320");

        robot.push(KeyCode.C);
        await("the chart", () -> text("#legendSymbol").equals("LTC/USDT"));
        await("every bar", () -> text("#barsPresent").equals("40,320"));
        robot.push(KeyCode.T).write("2026-02-01 00:00").push(KeyCode.ENTER);
        await("the first bar", () -> text("#legendSubtitle").endsWith("1 Feb 2026 00:00 UTC"));
        assertThat(text("#legendOpen")).isEqualTo("59.49");
        assertThat(text("#legendClose")).isEqualTo("59.45");
      }
    }
  }

  private void show(Console console) {
    FxThread.run(() -> {
      Scene scene = new Scene(console.root(), 1000, 760);
      console.themeProperty().subscribe(theme -> theme.dress(scene));
      stage.setScene(scene);
      stage.setX(0);
      stage.setY(0);
      stage.show();
      console.showBackfills();
    });
  }
}
