package datalayer.console.backfills;

import datalayer.console.fx.Dialogs;
import datalayer.console.fx.Notices;
import datalayer.market.Series;
import java.util.function.Consumer;

/**
 * What the backfills screen asks of the rest of the console.
 *
 * @param notices where it is said what was done
 * @param openChart shows a series on the chart
 * @param newBackfill shows an empty plan
 * @param copy puts a text onto the clipboard
 */
public record BackfillsActions(
    Dialogs dialogs,
    Notices notices,
    Consumer<Series> openChart,
    Runnable newBackfill,
    Consumer<String> copy) {}
