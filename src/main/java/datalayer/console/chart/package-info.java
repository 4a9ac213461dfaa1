/**
 * The chart: bars as candles on a canvas of our own, with time to scale, so that a hole is a hole.
 *
 * <p>{@link datalayer.console.chart.ChartViewModel} loads {@link datalayer.console.chart.ChartData}
 * and owns the {@link datalayer.console.chart.TimeScale} in view; {@link
 * datalayer.console.chart.ChartPainter} draws a {@link datalayer.console.chart.Frame} of it, from
 * the {@link datalayer.console.chart.BarPyramid}'s level that fits.
 */
@NullMarked
package datalayer.console.chart;

import org.jspecify.annotations.NullMarked;
