package datalayer.console.chart;

import datalayer.market.Gap;
import java.util.function.Consumer;

/**
 * What the chart asks of the rest of the console.
 *
 * @param search lets a person choose a series
 * @param repair shows the plan that would close a gap
 * @param newBackfill shows an empty plan
 * @param copy puts a text onto the clipboard
 */
public record ChartActions(
    Runnable search, Consumer<Gap> repair, Runnable newBackfill, Consumer<String> copy) {}
