package datalayer.console;

import datalayer.console.Screenshots.Size;
import datalayer.console.chart.RunningBar;
import datalayer.console.shell.Budget;
import datalayer.console.shell.Connection;
import datalayer.console.theme.Mark;
import datalayer.market.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import javafx.application.Platform;

/**
 * Renders every screen of the invented moment into the folder given, to be looked at; in the sizes
 * given as {@code 1440x900}, or the usual ones.
 */
public final class ScreenshotsOfTheFixture {

  private ScreenshotsOfTheFixture() {}

  public static void main(String[] arguments) throws IOException {
    InstantSource clock = InstantSource.fixed(FixtureRuns.NOW);
    List<Size> sizes =
        Arrays.stream(arguments)
            .skip(1)
            .map(size -> size.split("x"))
            .map(size -> new Size(Integer.parseInt(size[0]), Integer.parseInt(size[1])))
            .toList();
    Platform.startup(() -> {});
    try {
      Path folder = Path.of(arguments[0]);
      List<Size> wanted = sizes.isEmpty() ? Screenshots.USUAL : sizes;
      new FirstRunPictures(new FixtureFirstSteps(clock), clock, folder).render(wanted);
      new Screenshots(SimulatedControl.fixture(clock), clock, folder, ScreenshotsOfTheFixture::live)
          .render(wanted);
    } finally {
      Platform.exit();
    }
  }

  /** What streams would tell at the invented moment. */
  static void live(Console console) {
    console
        .shell()
        .connections()
        .setAll(
            new Connection("Binance spot", Mark.COMPLETE, "0.4\u00a0s"),
            new Connection("Binance swap", Mark.COMPLETE, "0.6\u00a0s"),
            new Connection("Bybit", Mark.COMPLETE, "0.9\u00a0s"),
            new Connection("OKX", Mark.LATE, "41\u00a0s late"));
    console.shell().budgetProperty().set(new Budget("Binance", 1_180, 6_000));
    console
        .chart()
        .runningBarProperty()
        .set(
            new RunningBar(
                Series.parse("binance:spot:BTC/USDT:1m"),
                Instant.parse("2026-11-19T14:07:00Z"),
                93_801.23,
                93_835,
                93_790.4,
                93_822.5,
                3.2));
  }
}
