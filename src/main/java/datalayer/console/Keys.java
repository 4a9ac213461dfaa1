package datalayer.console;

import datalayer.console.shell.Screen.Shortcut;
import java.util.List;

/** The keys of each screen, for the sheet. */
final class Keys {

  static final List<Shortcut> CHART =
      List.of(
          new Shortcut("/", "Choose a series"),
          new Shortcut("1 2 3 4", "1m 5m 15m 1h"),
          new Shortcut("← →", "Move the cursor; Shift by ten, Ctrl the view"),
          new Shortcut("+ −", "Zoom in, out"),
          new Shortcut("0", "Fit the whole series"),
          new Shortcut("Home End", "First bars, newest"),
          new Shortcut("[ ]", "Previous, next gap"),
          new Shortcut("T", "Go to a date"),
          new Shortcut("R", "Repair: shows the plan"),
          new Shortcut("Ctrl B", "Side panel"));

  static final List<Shortcut> BACKFILLS =
      List.of(
          new Shortcut("N", "New backfill"),
          new Shortcut("↑ ↓", "Choose a run"),
          new Shortcut("X", "Cancel the run"),
          new Shortcut("C", "Open the run's series in the chart"),
          new Shortcut("F", "Freeze updates"),
          new Shortcut("/", "Filter"),
          new Shortcut("Ctrl ↵", "Run the plan, in its dialog"));

  private Keys() {}
}
