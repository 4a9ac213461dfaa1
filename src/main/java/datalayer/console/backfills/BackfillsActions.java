package datalayer.console.backfills;

import datalayer.console.fx.Dialogs;
import datalayer.market.Series;
import java.util.function.Consumer;

/**
 * What the backfills screen asks of the rest of the console.
 *
 * @param openChart shows a series on the chart
 * @param newBackfill shows an empty plan
 * @param copy puts a text onto the clipboard
 */
public record BackfillsActions(
    Dialogs dialogs, Consumer<Series> openChart, Runnable newBackfill, Consumer<String> copy) {}
