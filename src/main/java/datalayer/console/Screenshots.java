package datalayer.console;

import datalayer.console.backfills.PlanForm;
import datalayer.console.backfills.PlanViewModel;
import datalayer.console.chart.ChartData;
import datalayer.console.chart.ChartViewModel;
import datalayer.console.fx.FxThread;
import datalayer.console.fx.FxWork;
import datalayer.console.fx.Settings;
import datalayer.console.fx.Times;
import datalayer.console.theme.Theme;
import datalayer.control.Control;
import datalayer.market.Instrument;
import datalayer.market.Timeframe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;

/**
 * Renders every screen to PNG files by scene snapshot, so that a picture's size is not bound by a
 * display. The toolkit has to be started.
 */
public final class Screenshots {

  /** A size of the client area in pixels. */
  public record Size(int width, int height) {}

  /** The sizes that people look at most. */
  public static final List<Size> USUAL = List.of(new Size(1280, 800), new Size(1920, 1080));

  private static final long PATIENCE_SECONDS = 30;

  private final Control control;
  private final InstantSource clock;
  private final Path folder;

  /**
   * @param folder is created when it is not there
   */
  public Screenshots(Control control, InstantSource clock, Path folder) {
    this.control = control;
    this.clock = clock;
    this.folder = folder;
  }

  /** Renders every screen in both themes; not for the FX thread. Returns the files. */
  public List<Path> render(List<Size> sizes) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (Size size : sizes) {
      for (Theme theme : Theme.values()) {
        try (FxWork work = new FxWork()) {
          files.addAll(render(size, theme, work));
        }
      }
    }
    return files;
  }

  private List<Path> render(Size size, Theme theme, FxWork work) {
    Settings settings = Settings.inMemory();
    settings.write("theme", theme.label());
    Console console = FxThread.ask(() -> new Console(control, work, settings, clock));
    Scene scene = FxThread.ask(() -> scene(console, theme, size));
    Consumer<String> shoot = name -> shoot(scene, fileName(name, theme, size));
    List<Path> files = new ArrayList<>();
    take("chart", console, Console::showChart, () -> chartSettled(console.chart()), shoot);
    if (FxThread.ask(() -> pointAtMiddle(console, size))) {
      take("chart-crosshair", console, any -> {}, () -> true, shoot);
      FxThread.run(() -> console.chart().viewport().unpoint());
    }
    take("backfills", console, Console::showBackfills, () -> true, shoot);
    PlanViewModel plan = FxThread.ask(() -> console.openPlan(null));
    List<Instrument> some = control.instruments().stream().limit(4).toList();
    FxThread.run(() -> fill(plan.form(), console, some));
    take("plan", console, any -> {}, () -> planSettled(plan), shoot);
    take("palette", console, Screenshots::overChart, () -> true, shoot);
    FxThread.run(console::closeDialogs);
    for (String name : List.of("chart", "chart-crosshair", "backfills", "plan", "palette")) {
      Path file = folder.resolve(fileName(name, theme, size));
      if (Files.exists(file)) {
        files.add(file);
      }
    }
    return files;
  }

  private void take(
      String name,
      Console console,
      Consumer<Console> arrange,
      BooleanSupplier settled,
      Consumer<String> shoot) {
    FxThread.run(() -> {
      console.accept(control.snapshot());
      arrange.accept(console);
    });
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!FxThread.ask(settled::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the screen for " + name + " never settled");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    shoot.accept(name);
  }

  private static Scene scene(Console console, Theme theme, Size size) {
    Scene scene = new Scene(console.root(), size.width(), size.height());
    theme.dress(scene);
    return scene;
  }

  private void shoot(Scene scene, String file) {
    WritableImage image =
        FxThread.ask(() -> {
          // twice: the first lays out what the second paints
          scene.snapshot(null);
          return scene.snapshot(null);
        });
    try {
      Png.write(image, folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fileName(String name, Theme theme, Size size) {
    return "%s-%s-%dx%d.png".formatted(name, theme.label(), size.width(), size.height());
  }

  private static boolean chartSettled(ChartViewModel chart) {
    return switch (chart.stateProperty().get()) {
      case READY, NO_BARS, FAILED -> true;
      case STARTING, LOADING -> false;
    };
  }

  private static boolean planSettled(PlanViewModel plan) {
    return switch (plan.stateProperty().get()) {
      case READY, FAILED, UNASKED -> true;
      case COMPUTING, STARTING -> false;
    };
  }

  private static boolean pointAtMiddle(Console console, Size size) {
    if (console.chart().dataProperty().get() == null) {
      return false;
    }
    console.chart().viewport().point(size.width() * 0.42, size.height() * 0.2);
    return true;
  }

  /** A question with an answer: a few instruments over the time that the chart knows. */
  private static void fill(PlanForm form, Console console, List<Instrument> instruments) {
    ChartData data = console.chart().dataProperty().get();
    form.instruments().setAll(instruments);
    form.chosenProperty(Timeframe.H1).set(true);
    if (data != null) {
      form.fromProperty().set(Times.input(data.extent().from()));
      form.toProperty().set(Times.input(data.extent().to()));
    }
  }

  private static void overChart(Console console) {
    console.closeDialogs();
    console.showChart();
    console.openPalette();
  }
}
