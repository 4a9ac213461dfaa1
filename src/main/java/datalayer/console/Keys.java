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
          new Shortcut("N", "New backfill"),
          new Shortcut("R", "Repair the gap: shows the plan"),
          new Shortcut("Ctrl ↵", "Run the plan on the card"),
          new Shortcut("Ctrl B", "Side panel"));

  static final List<Shortcut> COVERAGE =
      List.of(
          new Shortcut("← → ↑ ↓", "Move from cell to cell"),
          new Shortcut("Shift ↑ ↓ ← →", "Extend the selection"),
          new Shortcut("Space", "Select the cell: shows the plan"),
          new Shortcut("R", "Repair the selection or the cell"),
          new Shortcut("↵", "Why the cell is as it is"),
          new Shortcut("[ ]", "Previous, next problem of the row"),
          new Shortcut("+ −", "Closer, wider: year to minute"),
          new Shortcut("0", "All there is"),
          new Shortcut("Home End", "Oldest, newest"),
          new Shortcut("C", "Open the cell in the chart"),
          new Shortcut("Ctrl ↵", "Run the plan on the card"),
          new Shortcut("1 2 3 4", "1m 5m 15m 1h"),
          new Shortcut("N", "New backfill"),
          new Shortcut("/", "Filter; Esc leaves it"));

  static final List<Shortcut> BACKFILLS =
      List.of(
          new Shortcut("N", "New backfill"),
          new Shortcut("↑ ↓", "Choose a run"),
          new Shortcut("P", "Pause the run, or resume it"),
          new Shortcut("X", "Cancel the run"),
          new Shortcut("Shift R", "Retry what failed"),
          new Shortcut("C", "Open the run's series in the chart"),
          new Shortcut("F", "Freeze updates"),
          new Shortcut("/", "Filter; Esc leaves it"),
          new Shortcut("Ctrl ↵", "Run the plan, in its dialog"));

  private Keys() {}
}
