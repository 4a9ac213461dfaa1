package datalayer.console;

import datalayer.console.Album.Size;
import datalayer.market.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
      new Screenshots(
              SimulatedControl.fixture(clock),
              Optional.of(Series.parse("binance:spot:SOL/USDT:1m")),
              new FixtureFirstSteps(clock),
              clock,
              folder)
          .render(wanted);
    } finally {
      Platform.exit();
    }
  }
}
