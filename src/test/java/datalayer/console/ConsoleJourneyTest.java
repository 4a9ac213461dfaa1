package datalayer.console;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.chart.ChartData;
import datalayer.console.chart.TimeScale;
import datalayer.console.fx.Figures;
import datalayer.console.theme.Theme;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** From an empty data directory to candles on the screen, by mouse and by keyboard alone. */
final class ConsoleJourneyTest extends ConsoleRig {

  @Test
  void byMouse() throws Exception {
    robot.clickOn(node(".empty-state .button"));
    robot.clickOn("#instrumentField").write("ltc");
    robot.clickOn(node(".suggestion"));
    robot.clickOn("#planFrom").write("2025-01-01");
    robot.clickOn("#planTo").write("2026-01-01");
    await("the plan", () -> text("#planRows").equals("525,600"));
    assertThat(text("#planCommand"))
        .startsWith("datalayer backfill full --timeframe 1m --start 2025-01-01 ");
    robot.clickOn("#runPlan");
    await("its end", () -> text("#runState").equals("Complete"));
    assertThat(text("#rowsLanded")).isEqualTo("525,600");

    robot.clickOn("#openChart");
    await("the chart", () -> text("#legendSymbol").equals("LTC/USDT"));
    await("its scale", () -> console.chart().viewport().scale() != null);
    panZoomAndPoint();

    robot.clickOn("#themeSwitch");
    assertThat(console.themeProperty().getValue()).isEqualTo(Theme.LIGHT);
    assertThat(settings.read("theme", "")).isEqualTo("light");
    await("every bar", () -> text("#barsPresent").equals("525,600"));
  }

  @Test
  void byKeyboardAlone() throws Exception {
    robot.push(KeyCode.N);
    await("the dialog", () -> isShown("#planDialog"));
    robot.write("LTC/USDT").push(KeyCode.ENTER);
    tabTo("planFrom");
    robot.write("2025-01-01").push(KeyCode.TAB).write("2025-07-01");
    await("the plan", () -> text("#planRows").equals("260,640"));
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    await("the run's end", () -> text("#runState").equals("Complete"));

    robot.push(KeyCode.C);
    await("the chart", () -> text("#legendSymbol").equals("LTC/USDT"));
    // The chart opened with the first bars that landed; the last one is the last only now.
    await("every bar", () -> text("#barsPresent").equals("260,640"));
    TimeScale before = scale();
    robot.push(KeyCode.PLUS);
    await("a closer view", () -> scale().millisPerPixel() < before.millisPerPixel());
    robot.push(KeyCode.DIGIT0);
    await("the whole series", () -> scale().duration() > data().extent().duration().toMillis());
    robot.push(KeyCode.END).push(KeyCode.ESCAPE);
    robot.push(KeyCode.LEFT);
    await("the last bar", () -> text("#legendSubtitle").endsWith("30 Jun 2025 23:59 UTC"));
    robot.push(KeyCode.LEFT);
    await("the one before", () -> text("#legendSubtitle").endsWith("30 Jun 2025 23:58 UTC"));
    robot.push(KeyCode.T).write("2025-03-09 07:30").push(KeyCode.ENTER);
    await("the date", () -> text("#legendSubtitle").endsWith("9 Mar 2025 07:30 UTC"));

    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
    await("the light theme", () -> console.themeProperty().getValue() == Theme.LIGHT);
    robot.push(KeyCode.CONTROL, KeyCode.K);
    await("the palette", () -> isShown("#palette"));
    robot.write("backf").push(KeyCode.ENTER);
    await("the backfills", () -> isShown("#runs"));
    robot.push(KeyCode.G).push(KeyCode.C);
    await("the chart again", () -> isShown("#chartCanvas"));
  }

  @Test
  void aWrongFieldSaysSoAndEscapeLosesNothing() throws Exception {
    robot.push(KeyCode.N);
    await("the dialog", () -> isShown("#planDialog"));
    robot.clickOn("#planFrom").write("2026-13-01");
    await(
        "the message",
        () -> text("#fromHint").equals("There is no month 13. Write it as 2026-12-01."));
    robot.push(KeyCode.ESCAPE);
    await("the dialog's end", () -> !isShown("#planDialog"));
    assertThat(control.snapshot().runs()).isEmpty();
  }

  @Test
  void aRunCanBeCancelledAndTheSafeAnswerIsTheFirst() throws Exception {
    robot.push(KeyCode.N);
    await("the dialog", () -> isShown("#planDialog"));
    robot.write("LTC/USDT").push(KeyCode.ENTER);
    robot.clickOn("#planFrom").write("2000-01-01");
    robot.clickOn("#planTo").write("2026-01-01");
    await("the plan", () -> !text("#planRows").isEmpty());
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    await("the run", () -> isShown("#cancelRun"));
    robot.push(KeyCode.X);
    await("the question", () -> isShown("#cancelDialog"));
    robot.push(KeyCode.ENTER);
    await("it goes on", () -> !isShown("#cancelDialog") && text("#runState").equals("Running"));
    robot.clickOn("#cancelRun").clickOn("#confirmCancel");
    await("it ends", () -> text("#runState").equals("Cancelled"));
  }

  private void panZoomAndPoint() throws Exception {
    Bounds canvas = node("#chartCanvas").localToScreen(node("#chartCanvas").getBoundsInLocal());
    Point2D middle = new Point2D(canvas.getMinX() + 300, canvas.getMinY() + 200);
    TimeScale before = scale();
    robot.moveTo(middle).scroll(5, VerticalDirection.UP);
    await("a closer view", () -> scale().millisPerPixel() < before.millisPerPixel() * 0.9);
    TimeScale zoomed = scale();
    robot.drag(middle).dropBy(150, 0);
    await("an earlier view", () -> scale().from() < zoomed.from());
    robot.moveTo(middle.add(40, 30));
    long openTime = console.chart().viewport().cursorProperty().get();
    int index = data().bars().indexAtOrAfter(openTime);
    assertThat(data().bars().openTimes()[index]).isEqualTo(openTime);
    int decimals = data().priceDecimals();
    await(
        "the crosshair's values",
        () ->
            text("#legendOpen").equals(Figures.decimal(data().bars().open()[index], decimals))
                && text("#legendHigh")
                    .equals(Figures.decimal(data().bars().high()[index], decimals))
                && text("#legendLow").equals(Figures.decimal(data().bars().low()[index], decimals))
                && text("#legendClose")
                    .equals(Figures.decimal(data().bars().close()[index], decimals)));
  }

  private TimeScale scale() {
    return Objects.requireNonNull(console.chart().viewport().scale());
  }

  private ChartData data() {
    return Objects.requireNonNull(console.chart().dataProperty().get());
  }
}
