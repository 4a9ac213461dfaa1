package datalayer.console.coverage;

import datalayer.market.Gap;
import java.util.function.Consumer;

/**
 * What the coverage screen asks of the rest of the console.
 *
 * @param openChart shows a stretch of a series on the chart
 * @param newBackfill shows an empty plan
 */
public record CoverageActions(Consumer<Gap> openChart, Runnable newBackfill) {}
