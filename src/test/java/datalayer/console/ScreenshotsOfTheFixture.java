package datalayer.console;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import javafx.application.Platform;

/** Renders every screen of the invented moment into the folder given, to be looked at. */
public final class ScreenshotsOfTheFixture {

  private ScreenshotsOfTheFixture() {}

  public static void main(String[] arguments) throws IOException {
    InstantSource clock = InstantSource.fixed(FixtureRuns.NOW);
    Platform.startup(() -> {});
    try {
      new Screenshots(SimulatedControl.fixture(clock), clock, Path.of(arguments[0]))
          .render(Screenshots.USUAL);
    } finally {
      Platform.exit();
    }
  }
}
