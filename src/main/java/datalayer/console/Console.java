package datalayer.console;

import datalayer.console.backfills.BackfillsActions;
import datalayer.console.backfills.BackfillsView;
import datalayer.console.backfills.BackfillsViewModel;
import datalayer.console.backfills.PlanView;
import datalayer.console.backfills.PlanViewModel;
import datalayer.console.chart.ChartActions;
import datalayer.console.chart.ChartView;
import datalayer.console.chart.ChartViewModel;
import datalayer.console.fx.Fxml;
import datalayer.console.fx.Names;
import datalayer.console.fx.Settings;
import datalayer.console.fx.Work;
import datalayer.console.shell.Command;
import datalayer.console.shell.Screen;
import datalayer.console.shell.ShellView;
import datalayer.console.shell.ShellViewModel;
import datalayer.console.theme.Icon;
import datalayer.console.theme.Theme;
import datalayer.control.Control;
import datalayer.control.SystemSnapshot;
import datalayer.market.Gap;
import datalayer.market.Series;
import java.time.InstantSource;
import java.util.ArrayList;
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
  private final ShellViewModel shell;
  private final ShellView shellView;
  private final ChartViewModel chart;
  private final BackfillsViewModel backfills;
  private final Screen chartScreen;
  private final Screen backfillsScreen;
  private double usualRate;

  /**
   * @param settings remembers theme and series
   */
  public Console(Control control, Work work, Settings settings, InstantSource clock) {
    this.control = control;
    this.work = work;
    shell = new ShellViewModel(clock, settings);
    shellView = new ShellView(shell, this::commands);
    chart = new ChartViewModel(control, work, settings, clock);
    backfills = new BackfillsViewModel(control, work, clock);
    ChartView chartView =
        new ChartView(
            chart,
            shell.themeProperty(),
            new ChartActions(
                this::searchSeries, this::repair, () -> openPlan(null), Console::copy));
    Parent chartRoot = Fxml.load(chartView);
    chartScreen =
        new Screen(
            "Chart", Icon.CHART, "c", chartRoot, chartView::first, chartView::handle, Keys.CHART);
    BackfillsView backfillsView =
        new BackfillsView(
            backfills,
            shell.themeProperty(),
            new BackfillsActions(
                shellView.dialogs(), this::openChart, () -> openPlan(null), Console::copy));
    Parent backfillsRoot = Fxml.load(backfillsView);
    backfillsScreen =
        new Screen(
            "Backfills",
            Icon.BACKFILLS,
            "b",
            backfillsRoot,
            backfillsView::first,
            backfillsView::handle,
            Keys.BACKFILLS);
    shellView.add(chartScreen);
    shellView.add(backfillsScreen);
  }

  /** The whole window's content. */
  public Parent root() {
    return shellView.root();
  }

  public ObservableValue<Theme> themeProperty() {
    return shell.themeProperty();
  }

  /** Takes the newest snapshot to every screen. */
  public void accept(SystemSnapshot snapshot) {
    snapshot.runs().stream()
        .filter(run -> run.rowsPerSecond() > 0)
        .findFirst()
        .ifPresent(run -> usualRate = run.rowsPerSecond());
    shell.accept(snapshot);
    backfills.accept(snapshot);
    chart.accept(snapshot);
  }

  /** Lets clock and ages go on while no snapshot comes. */
  public void tick() {
    shell.tick();
  }

  public void switchTheme() {
    shell.switchTheme();
  }

  public void showChart() {
    shellView.show(chartScreen);
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

  /** Opens the palette over screens, series and actions. */
  public void openPalette() {
    shellView.openPalette(shellView::everything);
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
    PlanViewModel plan = new PlanViewModel(control, work, usualRate, this::started);
    if (gap != null) {
      plan.ask(gap);
    }
    PlanView view = new PlanView(plan, shellView.dialogs()::close, Console::copy);
    shellView.dialogs().show(view.root(), view.first(), plan::close);
    return plan;
  }

  ChartViewModel chart() {
    return chart;
  }

  BackfillsViewModel backfills() {
    return backfills;
  }

  private void repair(Gap gap) {
    openPlan(gap);
  }

  private void started(String run) {
    shellView.dialogs().close();
    backfills.await(run);
    showBackfills();
  }

  private void searchSeries() {
    shellView.openPalette(this::seriesCommands);
  }

  private List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    commands.add(
        new Command(
            "Do",
            Icon.BACKFILLS,
            "New backfill…",
            "shows the plan first",
            "N",
            () -> openPlan(null)));
    commands.addAll(seriesCommands());
    return commands;
  }

  private List<Command> seriesCommands() {
    return chart.choices().stream().map(this::seriesCommand).toList();
  }

  private Command seriesCommand(Series series) {
    String title = series.instrument().shortSymbol() + " " + series.timeframe();
    String detail = Names.venueAndType(series.instrument());
    return new Command("Series", Icon.CHART, title, detail, "", () -> openChart(series));
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
