package datalayer.console;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.chart.LiveSeries;
import datalayer.console.chart.RunningBar;
import datalayer.console.fx.FxThread;
import java.nio.file.Files;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/**
 * The first page's safe way, all of it real: an empty data directory, the demo over its simulated
 * exchange and an engine of its own, history that is complete, and candles that move over it.
 */
final class DemoJourneyIT extends ProgramRig {

  private static final String SERIES = "binance:spot:BTC/USDT:1m";

  @Test
  void byMouse() throws Exception {
    Files.writeString(config.resolve(".env"), "CONTROL__PORT=0\n");
    startProgram();
    await("the checks", () -> isShown(".check-words"));
    robot.clickOn("#first-1");
    awaitHistory();
    awaitCandlesThatMove();

    awaitBarsOf("binance:spot:BTC/USDT:1h");
    robot.clickOn("#timeframe-1h");
    await("the hours", () -> text("#legendSubtitle").contains("1h"));
    await("them complete", () -> isWhole("720"));
    robot.clickOn("#go-v");
    await("the coverage", () -> isShown("#heatmap") && node("#heatmap").isVisible());
    robot.clickOn("#go-b");
    await("the runs", () -> text("#runState").equals("Complete"));
    robot.clickOn("#go-c");
    robot.clickOn("#timeframe-1m");
    await("the minutes again", () -> text("#sideSeries").equals(SERIES));
    awaitABarThatLands();
    assertThat(data.resolve("demo")).isDirectory();
  }

  @Test
  void byKeyboardAlone() throws Exception {
    Files.writeString(config.resolve(".env"), "CONTROL__PORT=0\n");
    startProgram();
    robot.push(KeyCode.DIGIT1);
    awaitHistory();
    awaitCandlesThatMove();

    awaitBarsOf("binance:spot:BTC/USDT:1h");
    robot.push(KeyCode.DIGIT4);
    await("the hours", () -> text("#sideSeries").endsWith(":1h"));
    await("them complete", () -> isWhole("720"));
    awaitBarsOf("binance:swap:ETH/USDT:USDT:1m");
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("eth swap 1m").push(KeyCode.ENTER);
    await("another series", () -> text("#sideSeries").equals("binance:swap:ETH/USDT:USDT:1m"));
    awaitCandlesThatMove();
    robot.push(KeyCode.G).push(KeyCode.V);
    await("the coverage", () -> hasFocus("heatmap"));
    robot.push(KeyCode.LEFT).push(KeyCode.ENTER);
    await("why a day is as it is", () -> isShown("#cellCard"));
    robot.push(KeyCode.C);
    await("that day in the chart", () -> hasFocus("chartCanvas"));
  }

  @Override
  String state() {
    return "the chart shows %s with %s bars, %s of ours missing, live is %s, %s"
        .formatted(
            text("#sideSeries"),
            text("#barsPresent"),
            text("#barsMissing"),
            text("#live"),
            super.state());
  }

  /** Ten days of minutes and more, none of ours missing; what the venue did not have is proven. */
  private void awaitHistory() throws Exception {
    await("the first bars", () -> text("#sideSeries").equals(SERIES));
    await("all of history", () -> isWhole("14,400"));
  }

  /** Series are there to be chosen as soon as they hold bars, one run after the other. */
  private void awaitBarsOf(String series) throws Exception {
    await(
        series,
        () -> console().chart().choices().stream().anyMatch(one -> one.toString().equals(series)));
  }

  private boolean isWhole(String atLeast) {
    return text("#barsMissing").equals("0")
        && text("#verdict").startsWith("Every bar")
        && number(text("#barsPresent")) + number(text("#barsEmpty")) >= number(atLeast);
  }

  private void awaitCandlesThatMove() throws Exception {
    await("live data", () -> text("#live").equals("Live"));
    LiveSeries live = console().chart().live();
    double close = FxThread.ask(() -> closeOf(live));
    await("another price", () -> closeOf(live) != close);
  }

  private void awaitABarThatLands() throws Exception {
    long before = FxThread.ask(() -> number(text("#barsPresent")));
    await("the next bar", () -> number(text("#barsPresent")) > before);
  }

  private static double closeOf(LiveSeries live) {
    RunningBar bar = live.runningProperty().get();
    return bar == null ? 0 : bar.close();
  }

  private static long number(String text) {
    String digits = text.replace(",", "");
    return digits.matches("\\d+") ? Long.parseLong(digits) : -1;
  }
}
