package datalayer.console;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.console.backfills.BackfillsActions;
import datalayer.console.backfills.BackfillsView;
import datalayer.console.backfills.BackfillsViewModel;
import datalayer.console.backfills.PlanView;
import datalayer.console.backfills.PlanViewModel;
import datalayer.console.chart.ChartActions;
import datalayer.console.chart.ChartView;
import datalayer.console.chart.ChartViewModel;
import datalayer.console.coverage.CoverageActions;
import datalayer.console.coverage.CoverageView;
import datalayer.console.coverage.CoverageViewModel;
import datalayer.console.fx.Fxml;
import datalayer.console.fx.Settings;
import datalayer.console.fx.Work;
import datalayer.console.plan.PlanCardActions;
import datalayer.console.plan.PlanCardViewModel;
import datalayer.console.shell.Command;
import datalayer.console.shell.NoticeBoard;
import datalayer.console.shell.PaletteViewModel;
import datalayer.console.shell.Screen;
import datalayer.console.shell.ShellView;
import datalayer.console.shell.ShellViewModel;
import datalayer.console.shell.StreamNotices;
import datalayer.console.theme.Icon;
import datalayer.console.theme.Theme;
import datalayer.control.Control;
import datalayer.control.SystemSnapshot;
import datalayer.market.Gap;
import datalayer.market.Series;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;

/** Shell and screens over one control, wired. Made and used on the FX thread. */
public final class Console {

  private final Control control;
  private final Work work;
  private final NoticeBoard notices;
  private final ShellViewModel shell;
  private final ShellView shellView;
  private final ChartViewModel chart;
  private final CoverageViewModel coverage;
  private final BackfillsViewModel backfills;
  private final StreamNotices streams;
  private final ConsoleCommands commands;
  private final ChartView chartView;
  private final Screen chartScreen;
  private final Screen coverageScreen;
  private final Screen backfillsScreen;
  private boolean seen = true;

  /**
   * @param settings remembers theme and series
   */
  public Console(Control control, Work work, Settings settings, InstantSource clock) {
    this.control = control;
    this.work = work;
    notices = new NoticeBoard(work);
    shell = new ShellViewModel(clock, settings);
    shellView = new ShellView(shell, notices, this::commands);
    chart = new ChartViewModel(control, work, settings, clock, planCard());
    coverage = new CoverageViewModel(control, work, clock, planCard());
    backfills = new BackfillsViewModel(control, work, clock, notices);
    streams = new StreamNotices(notices);
    commands = new ConsoleCommands(this, coverage);
    chartView =
        new ChartView(
            chart,
            shell.themeProperty(),
            new ChartActions(this::searchSeries, () -> openPlan(null), Console::copy));
    chartScreen = chartScreen();
    coverageScreen = coverageScreen();
    backfillsScreen = backfillsScreen();
    List.of(chartScreen, coverageScreen, backfillsScreen).forEach(shellView::add);
  }

  /** The whole window's content. */
  public Parent root() {
    return shellView.root();
  }

  public ObservableValue<Theme> themeProperty() {
    return shell.themeProperty();
  }

  /** Takes the newest snapshot to every screen; while nobody looks, to what must not miss any. */
  public void accept(SystemSnapshot snapshot) {
    shell.accept(snapshot);
    streams.accept(snapshot.streams(), snapshot.at());
    backfills.accept(snapshot);
    if (seen) {
      chart.accept(snapshot);
      coverage.accept(snapshot);
    }
  }

  /** Whether the window can be seen: bars that nobody looks at are neither read nor painted. */
  void seen(boolean value) {
    seen = value;
  }

  /** Lets clock and ages go on while no snapshot comes. */
  public void tick() {
    shell.tick();
    chartView.tick();
  }

  public void switchTheme() {
    shell.switchTheme();
  }

  public void showChart() {
    shellView.show(chartScreen);
  }

  public void showCoverage() {
    shellView.show(coverageScreen);
  }

  public void showBackfills() {
    shellView.show(backfillsScreen);
  }

  /** Shows a series on the chart. */
  public void openChart(Series series) {
    if (!series.equals(chart.seriesProperty().get())) {
      chart.open(series);
    }
    showChart();
  }

  /** Shows a series' newest gap on the heatmap. */
  public void openCoverage(Series series) {
    showCoverage();
    coverage.open(series);
  }

  /** Opens the palette over screens, series and actions. */
  public PaletteViewModel openPalette() {
    return shellView.openPalette(shellView::everything);
  }

  /** Opens the sheet of keys. */
  public void openKeys() {
    shellView.openShortcuts();
  }

  /** Closes whatever stands above the screen. */
  public void closeDialogs() {
    shellView.dialogs().close();
  }

  /**
   * Opens the plan dialog.
   *
   * @param gap what is to be closed, or null for an empty form
   */
  public PlanViewModel openPlan(@Nullable Gap gap) {
    PlanViewModel plan = new PlanViewModel(control, work, this::started);
    if (gap != null) {
      plan.ask(gap);
    }
    PlanView view = new PlanView(plan, shellView.dialogs()::close, Console::copy);
    shellView.dialogs().show(view.root(), view.first(), plan::close);
    return plan;
  }

  /** Opens the plan dialog for all that a series misses. */
  void repairSeries(Series series) {
    work.start(
        () -> control.extent(series),
        extent ->
            extent.ifPresent(range ->
                openPlan(null)
                    .ask(
                        new BackfillRequest(
                            "Repair " + series.instrument().shortSymbol(),
                            List.of(series.instrument()),
                            List.of(series.timeframe()),
                            range,
                            Load.MISSING,
                            4))),
        failure -> notices.failed(String.valueOf(failure.getMessage())));
  }

  ChartViewModel chart() {
    return chart;
  }

  CoverageViewModel coverage() {
    return coverage;
  }

  BackfillsViewModel backfills() {
    return backfills;
  }

  NoticeBoard notices() {
    return notices;
  }

  private Screen chartScreen() {
    Parent root = Fxml.load(chartView);
    return new Screen(
        "Chart", Icon.CHART, "c", root, chartView::first, chartView::handle, Keys.CHART);
  }

  private Screen coverageScreen() {
    CoverageView view =
        new CoverageView(
            coverage,
            shell.themeProperty(),
            new CoverageActions(this::openChart, () -> openPlan(null)));
    Parent root = Fxml.load(view);
    return new Screen(
        "Coverage", Icon.COVERAGE, "v", root, view::first, view::handle, Keys.COVERAGE);
  }

  private Screen backfillsScreen() {
    BackfillsView view =
        new BackfillsView(
            backfills,
            shell.themeProperty(),
            new BackfillsActions(
                shellView.dialogs(),
                notices,
                this::openChart,
                () -> openPlan(null),
                Console::copy));
    Parent root = Fxml.load(view);
    return new Screen(
        "Backfills", Icon.BACKFILLS, "b", root, view::first, view::handle, Keys.BACKFILLS);
  }

  private PlanCardViewModel planCard() {
    return new PlanCardViewModel(
        control,
        work,
        new PlanCardActions(this::repairing, asked -> openPlan(null).ask(asked), Console::copy));
  }

  /** A stretch of a series, on the chart. */
  private void openChart(Gap stretch) {
    showChart();
    chart.open(stretch.series(), stretch.range());
  }

  private void started(String run) {
    shellView.dialogs().close();
    backfills.await(run);
    showBackfills();
  }

  /** A card started a run: whoever looks at the hole wants to see it close, so nothing moves. */
  private void repairing(String run) {
    backfills.await(run);
    notices.done(run + " started; what it lands shows here", null);
  }

  private void searchSeries() {
    shellView.openPalette(commands::series);
  }

  private List<Command> commands() {
    coverage.prepare();
    return commands.all();
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
