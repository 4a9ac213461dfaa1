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
import datalayer.control.Control;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.Timeframe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/** Takes pictures of every screen of one console. */
final class ScreenPictures {

  /** How long the system is silent in the picture of what is stale. */
  private static final Duration SILENCE = Duration.ofSeconds(560);

  private final Control control;
  private final Album album;
  private final Console console;
  private final Scene scene;
  private volatile Duration ahead = Duration.ZERO;

  ScreenPictures(Control control, InstantSource clock, Album album, FxWork work) {
    this.control = control;
    this.album = album;
    Settings settings = Settings.inMemory();
    settings.write("theme", album.theme().label());
    settings.write("chart.series", first(control));
    InstantSource shown = () -> clock.instant().plus(ahead);
    console = FxThread.ask(() -> new Console(control, work, settings, shown));
    scene = album.scene(FxThread.ask(console::root));
  }

  /**
   * Takes them.
   *
   * @param shown a series whose hole is looked at, or null
   */
  void render(@Nullable Series shown) {
    chart();
    if (shown != null) {
      hole(shown);
    }
    coverage();
    backfills();
    shell();
  }

  private void take(String name, Consumer<Console> arrange, BooleanSupplier settled) {
    FxThread.run(() -> {
      console.accept(control.snapshot());
      arrange.accept(console);
    });
    album.take(name, scene, settled);
  }

  /** The oldest hole of a series. */
  private void hole(Series shown) {
    FxThread.run(() -> console.openChart(shown));
    take("chart-hole", any -> {}, () -> looksAtHole(console.chart(), shown));
  }

  private static boolean looksAtHole(ChartViewModel chart, Series shown) {
    ChartData data = chart.dataProperty().get();
    if (!chartSettled(chart) || data == null || !data.series().equals(shown)) {
      return false;
    }
    chart.viewport().oldest();
    chart.viewport().gap(true);
    chart.viewport().unpoint();
    return true;
  }

  private void chart() {
    take("chart", Console::showChart, () -> chartSettled(console.chart()));
    if (FxThread.ask(() -> pointAtMiddle())) {
      take("chart-crosshair", any -> {}, () -> true);
      FxThread.run(() -> console.chart().viewport().unpoint());
    }
    if (FxThread.ask(() -> console.chart().repairs().all())) {
      take("chart-repair", any -> {}, () -> settled(console.chart().repairs().card()));
      FxThread.run(() -> console.chart().repairs().card().hide());
    }
  }

  private void coverage() {
    CoverageViewModel coverage = console.coverage();
    take("coverage", Console::showCoverage, coverage::settled);
    if (FxThread.ask(() -> coverage.rows().count() < 4)) {
      return;
    }
    FxThread.run(() -> select(coverage));
    take("coverage-plan", any -> {}, () -> settled(coverage.cursor().card()));
    FxThread.run(() -> {
      coverage.cursor().move(2, 6, false);
      coverage.cursor().explain();
    });
    take("coverage-why", any -> {}, () -> true);
    FxThread.run(() -> {
      coverage.cursor().clear();
      coverage.cursor().zoomTo(Zoom.MINUTE, coverage.viewport().columns() - 1);
    });
    take("coverage-minutes", any -> {}, () -> true);
    FxThread.run(() -> coverage.cursor().zoomTo(Zoom.DAY, coverage.viewport().columns() - 1));
  }

  private void backfills() {
    take("backfills", Console::showBackfills, () -> true);
    PlanViewModel asked = FxThread.ask(() -> console.openPlan(null));
    List<Instrument> some = control.instruments().stream().limit(4).toList();
    FxThread.run(() -> fill(asked.form(), console, some));
    take("plan", any -> {}, () -> settled(asked.planning()));
    FxThread.run(console::closeDialogs);
  }

  private void shell() {
    FxThread.run(console::showChart);
    take("palette", any -> console.openPalette().typedProperty().set("btc 1m gaps"), () -> true);
    take("keys", any -> console.openKeys(), () -> true);
    FxThread.run(console::closeDialogs);
    FxThread.run(() -> {
      console.notices().done("b-0410 paused", () -> {});
      console.notices().failed("b-0406: The disk is full: 1.8 GiB left. Free space, then retry.");
      console.showBackfills();
    });
    take("notices", any -> {}, () -> true);
    ahead = SILENCE;
    take("stale", Console::tick, () -> true);
    ahead = Duration.ZERO;
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
  private static String first(Control control) {
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

  private boolean pointAtMiddle() {
    if (console.chart().dataProperty().get() == null) {
      return false;
    }
    console.chart().viewport().point(album.size().width() * 0.42, album.size().height() * 0.2);
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
