package datalayer.console;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.console.chart.ChartData;
import datalayer.console.chart.TimeScale;
import datalayer.console.fx.Figures;
import datalayer.console.fx.FxThread;
import datalayer.console.fx.FxWork;
import datalayer.console.fx.Settings;
import datalayer.console.fx.SnapshotFeed;
import datalayer.console.theme.Theme;
import datalayer.control.CoverageSpan;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** From an empty data directory to candles on the screen, by mouse and by keyboard alone. */
@SuppressWarnings("NullAway.Init") // what each test opens
final class ConsoleJourneyTest {

  private final FxRobot robot = new FxRobot();
  private final SimulatedControl control = SimulatedControl.empty(InstantSource.system());
  private final Settings settings = Settings.inMemory();
  private final FxWork work = new FxWork();
  private Stage stage;
  private Console console;
  private SnapshotFeed feed;

  @BeforeEach
  void open() throws Exception {
    stage = FxToolkit.registerPrimaryStage();
    console = FxThread.ask(() -> new Console(control, work, settings, InstantSource.system()));
    feed = new SnapshotFeed(control::snapshot, console::accept);
    FxThread.run(() -> {
      Scene scene = new Scene(console.root(), 1000, 760);
      console.themeProperty().subscribe(theme -> theme.dress(scene));
      stage.setScene(scene);
      stage.setX(0);
      stage.setY(0);
      stage.show();
      console.showBackfills();
    });
    feed.start();
    await("the empty state", () -> isShown(".empty-state .button"));
  }

  @AfterEach
  void close() throws Exception {
    feed.close();
    work.close();
    FxToolkit.cleanupStages();
  }

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

  /** January to March, of which one month failed. */
  private void loadWithAHole() throws Exception {
    control.failNext(1);
    Series series = Series.parse("binance:spot:LTC/USDT:1m");
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

  private void tabTo(String id) {
    for (int i = 0; i < 20; i++) {
      Node focused = stage.getScene().getFocusOwner();
      if (focused != null && id.equals(focused.getId())) {
        return;
      }
      robot.push(KeyCode.TAB);
    }
    throw new AssertionError("Tab does not lead to " + id);
  }

  private TimeScale scale() {
    return Objects.requireNonNull(console.chart().viewport().scale());
  }

  private ChartData data() {
    return Objects.requireNonNull(console.chart().dataProperty().get());
  }

  private Node node(String query) {
    return robot.lookup(query).match(ConsoleJourneyTest::seen).query();
  }

  private String text(String query) {
    return robot
        .lookup(query)
        .match(ConsoleJourneyTest::seen)
        .<Node>tryQuery()
        .map(node -> ((Label) node).getText())
        .orElse("");
  }

  private boolean isShown(String query) {
    return robot.lookup(query).match(ConsoleJourneyTest::seen).tryQuery().isPresent();
  }

  private static boolean seen(Node node) {
    for (Node one = node; one != null; one = one.getParent()) {
      if (!one.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private void await(String what, Callable<Boolean> condition) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> FxThread.ask(condition));
    } catch (TimeoutException e) {
      throw new AssertionError(
          "waited 30 s for %s; the chart is %s %s, the focus is at %s"
              .formatted(
                  what,
                  console.chart().stateProperty().get(),
                  console.chart().problemProperty().get(),
                  stage.getScene().getFocusOwner()),
          e);
    }
  }
}
