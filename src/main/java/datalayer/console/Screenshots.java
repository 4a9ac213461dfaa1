package datalayer.console;

import datalayer.console.backfills.PlanForm;
import datalayer.console.backfills.PlanViewModel;
import datalayer.console.chart.ChartData;
import datalayer.console.chart.ChartViewModel;
import datalayer.console.coverage.CoverageViewModel;
import datalayer.console.coverage.SeriesCoverage;
import datalayer.console.coverage.Zoom;
import datalayer.console.fx.FxThread;
import datalayer.console.fx.FxWork;
import datalayer.console.fx.Settings;
import datalayer.console.fx.Times;
import datalayer.console.plan.PlanCardViewModel;
import datalayer.console.plan.Planning;
import datalayer.console.theme.Theme;
import datalayer.control.Control;
import datalayer.control.SystemSnapshot;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.Timeframe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
  private final Consumer<Console> live;

  /**
   * @param folder is created when it is not there
   */
  public Screenshots(Control control, InstantSource clock, Path folder) {
    this(control, clock, folder, console -> {});
  }

  /**
   * @param live gives each console what streams would tell it
   */
  Screenshots(Control control, InstantSource clock, Path folder, Consumer<Console> live) {
    this.live = live;
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
    settings.write("chart.series", first());
    Console console = FxThread.ask(() -> new Console(control, work, settings, clock));
    Scene scene = FxThread.ask(() -> scene(console, theme, size));
    FxThread.run(() -> live.accept(console));
    Album album = new Album(console, scene, name -> fileName(name, theme, size));
    chart(album, size);
    coverage(album);
    backfills(album);
    shell(album);
    return album.files;
  }

  private void chart(Album album, Size size) {
    Console console = album.console;
    album.take("chart", Console::showChart, () -> chartSettled(console.chart()));
    if (FxThread.ask(() -> pointAtMiddle(console, size))) {
      album.take("chart-crosshair", any -> {}, () -> true);
      FxThread.run(() -> console.chart().viewport().unpoint());
    }
    if (FxThread.ask(() -> console.chart().repairs().all())) {
      album.take("chart-repair", any -> {}, () -> settled(console.chart().repairs().card()));
      FxThread.run(() -> console.chart().repairs().card().hide());
    }
  }

  private void coverage(Album album) {
    CoverageViewModel coverage = album.console.coverage();
    album.take("coverage", Console::showCoverage, coverage::settled);
    if (FxThread.ask(() -> coverage.rows().count() < 4)) {
      return;
    }
    FxThread.run(() -> select(coverage));
    album.take("coverage-plan", any -> {}, () -> settled(coverage.cursor().card()));
    FxThread.run(() -> {
      coverage.cursor().move(2, 6, false);
      coverage.cursor().explain();
    });
    album.take("coverage-why", any -> {}, () -> true);
    FxThread.run(() -> {
      coverage.cursor().clear();
      coverage.viewport().zoomTo(Zoom.MINUTE, coverage.viewport().columns() - 1);
    });
    album.take("coverage-minutes", any -> {}, () -> true);
    FxThread.run(() -> coverage.viewport().zoomTo(Zoom.DAY, coverage.viewport().columns() - 1));
  }

  private void backfills(Album album) {
    Console console = album.console;
    album.take("backfills", Console::showBackfills, () -> true);
    PlanViewModel asked = FxThread.ask(() -> console.openPlan(null));
    List<Instrument> some = control.instruments().stream().limit(4).toList();
    FxThread.run(() -> fill(asked.form(), console, some));
    album.take("plan", any -> {}, () -> settled(asked.planning()));
    FxThread.run(console::closeDialogs);
  }

  private void shell(Album album) {
    Console console = album.console;
    FxThread.run(console::showChart);
    album.take(
        "palette", any -> console.openPalette().typedProperty().set("btc 1m gaps"), () -> true);
    album.take("keys", any -> console.openKeys(), () -> true);
    FxThread.run(console::closeDialogs);
    FxThread.run(() -> {
      console.notices().done("b-0410 paused", () -> {});
      console.notices().failed("b-0406: The disk is full: 1.8 GiB left. Free space, then retry.");
      console.showBackfills();
    });
    album.take("notices", any -> {}, () -> true);
    SystemSnapshot now = control.snapshot();
    SystemSnapshot old =
        new SystemSnapshot(
            now.at().minusSeconds(560),
            now.runs(),
            now.clickHouse(),
            now.venues(),
            now.rowsPerSecond());
    album.take("stale", any -> console.accept(old), () -> true);
  }

  /** The pictures of one theme and size. */
  private final class Album {
    private final Console console;
    private final Scene scene;
    private final UnaryOperator<String> naming;
    private final List<Path> files = new ArrayList<>();

    Album(Console console, Scene scene, UnaryOperator<String> naming) {
      this.console = console;
      this.scene = scene;
      this.naming = naming;
    }

    void take(String name, Consumer<Console> arrange, BooleanSupplier settled) {
      FxThread.run(() -> {
        console.accept(control.snapshot());
        arrange.accept(console);
      });
      await(name, settled);
      files.add(shoot(scene, folder.resolve(naming.apply(name))));
    }
  }

  static void await(String name, BooleanSupplier settled) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!FxThread.ask(settled::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the screen for " + name + " never settled");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static Scene scene(Console console, Theme theme, Size size) {
    Scene scene = new Scene(console.root(), size.width(), size.height());
    theme.dress(scene);
    return scene;
  }

  static Path shoot(Scene scene, Path path) {
    WritableImage image =
        FxThread.ask(() -> {
          // twice: the first lays out what the second paints
          scene.snapshot(null);
          return scene.snapshot(null);
        });
    try {
      Png.write(image, path);
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String fileName(String name, Theme theme, Size size) {
    return "%s-%s-%dx%d.png".formatted(name, theme.label(), size.width(), size.height());
  }

  private static boolean chartSettled(ChartViewModel chart) {
    return switch (chart.stateProperty().get()) {
      case READY, NO_BARS, FAILED -> true;
      case STARTING, LOADING -> false;
    };
  }

  private static boolean settled(PlanCardViewModel card) {
    Planning planning = card.planningProperty().get();
    return planning == null || settled(planning);
  }

  private static boolean settled(Planning planning) {
    return switch (planning.stateProperty().get()) {
      case READY, FAILED, UNASKED -> true;
      case COMPUTING, STARTING -> false;
    };
  }

  /** The first instrument that is configured, in its shortest timeframe. */
  private String first() {
    List<Instrument> order = control.instruments();
    return control.series().stream()
        .min(
            Comparator.comparingInt((Series series) -> order.indexOf(series.instrument()))
                .thenComparing(Series::timeframe))
        .map(Series::toString)
        .orElse("");
  }

  /** Twelve days of four series around what is most broken. */
  private static void select(CoverageViewModel coverage) {
    List<Series> rows = coverage.rows().series();
    int worst = 0;
    for (int i = 0; i < rows.size(); i++) {
      worst = share(coverage, rows.get(i)) < share(coverage, rows.get(worst)) ? i : worst;
    }
    int row = Math.clamp(worst - 1, 0, rows.size() - 4);
    coverage.cursor().press(worst, coverage.viewport().firstCell() + coverage.viewport().columns());
    coverage.cursor().problem(false);
    long cell = coverage.cursor().cell();
    coverage.cursor().press(row, cell - 8);
    coverage.cursor().drag(row + 3, cell + 3);
    coverage.cursor().plan();
  }

  private static double share(CoverageViewModel coverage, Series series) {
    SeriesCoverage known = coverage.of(series);
    return known == null ? 1 : known.share();
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
}
