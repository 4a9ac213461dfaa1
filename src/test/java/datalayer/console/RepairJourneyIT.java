package datalayer.console;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.console.fx.FxThread;
import datalayer.control.CoverageSpan;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** From a hole to none, by mouse and by keyboard alone; and a run that is held and let go. */
final class RepairJourneyIT extends ConsoleRig {

  @Test
  void aHoleIsRepairedByMouse() throws Exception {
    loadWithAHole();
    FxThread.run(console::showChart);
    await("the hole", () -> text("#barsMissing").equals("44,640"));
    robot.clickOn("#repairAll");
    await(
        "its plan", () -> text("#card-rows").equals("44,640") && !node("#runRepair").isDisabled());
    assertThat(text("#cardCommand")).contains("--instrument binance:spot:LTC/USDT");
    robot.clickOn("#runRepair");
    await("what was begun", () -> text("#noticeText").contains("started"));
    await("the hole healed", () -> text("#barsMissing").equals("0"));
    assertThat(isShown("#planCard")).isFalse();
  }

  @Test
  void aHoleIsRepairedByKeyboardAlone() throws Exception {
    loadWithAHole();
    robot.push(KeyCode.G).push(KeyCode.V);
    await("the heatmap", () -> isShown("#heatmap") && console.coverage().settled());
    robot.push(KeyCode.RIGHT).push(KeyCode.END);
    robot.push(KeyCode.OPEN_BRACKET);
    await("the hole", () -> spoken().contains("1,440 of 1,440\u00a0bars missing"));
    robot.push(KeyCode.ENTER);
    await("why", () -> text("#cellSummary").contains("missing"));
    robot.push(KeyCode.SHIFT, KeyCode.LEFT);
    await("its plan", () -> text("#card-rows").equals("2,880") && !node("#runRepair").isDisabled());
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    await("what was begun", () -> text("#noticeText").contains("started"));
    await("two days healed", () -> missing() == 44_640 - 2_880);
    robot.push(KeyCode.ALT, KeyCode.LEFT);
    await("the screen before", () -> isShown("#runs"));
    robot.push(KeyCode.ALT, KeyCode.RIGHT);
    await("the heatmap again", () -> isShown("#heatmap"));
  }

  @Test
  void pauseIsUndoneByKeyboard() throws Exception {
    robot.push(KeyCode.N);
    await("the dialog", () -> isShown("#planDialog"));
    robot.write("LTC/USDT").push(KeyCode.ENTER);
    robot.clickOn("#planFrom").write("2000-01-01");
    robot.clickOn("#planTo").write("2026-01-01");
    await("the plan", () -> !text("#planRows").isEmpty());
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    await("the run", () -> text("#runState").equals("Running"));
    robot.push(KeyCode.P);
    await("it holds", () -> text("#runState").equals("Paused"));
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    await("it goes on", () -> text("#runState").equals("Running"));
  }

  /** November to February, of which December failed. */
  private void loadWithAHole() throws Exception {
    control.failNext(1);
    Series series = Series.parse("binance:spot:LTC/USDT:1m");
    control
        .market()
        .land(
            series,
            new TimeRange(
                Instant.parse("2024-11-01T00:00:00Z"), Instant.parse("2024-12-01T00:00:00Z")));
    control.start(
        control.plan(
            new BackfillRequest(
                "LTC/USDT, 1m",
                List.of(series.instrument()),
                List.of(series.timeframe()),
                new TimeRange(
                    Instant.parse("2024-12-01T00:00:00Z"), Instant.parse("2025-03-01T00:00:00Z")),
                Load.MISSING,
                1)));
    await("the run's end", () -> text("#runState").equals("Incomplete"));
  }

  private long missing() {
    Series series = Series.parse("binance:spot:LTC/USDT:1m");
    return control
        .coverage(
            series,
            new TimeRange(
                Instant.parse("2024-12-01T00:00:00Z"), Instant.parse("2025-03-01T00:00:00Z")))
        .stream()
        .filter(span -> span.state() == CoverageSpan.State.MISSING)
        .mapToLong(span -> series.timeframe().barsIn(span.range()))
        .sum();
  }

  private String spoken() {
    String text = node("#heatmap").getAccessibleText();
    return text == null ? "" : text;
  }
}
