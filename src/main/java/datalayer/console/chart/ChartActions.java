package datalayer.console.chart;

import java.util.function.Consumer;

/**
 * What the chart asks of the rest of the console.
 *
 * @param search lets a person choose a series
 * @param newBackfill shows an empty plan
 * @param copy puts a text onto the clipboard
 */
public record ChartActions(Runnable search, Runnable newBackfill, Consumer<String> copy) {}
