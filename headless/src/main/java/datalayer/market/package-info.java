/**
 * The words of the trade: immutable values, no I/O.
 *
 * <p>An {@link datalayer.market.Instrument} is listed by a {@link datalayer.market.Venue} in one
 * {@link datalayer.market.MarketType}. An instrument seen through a {@link
 * datalayer.market.Timeframe} is a {@link datalayer.market.Series}, and a series is made of {@link
 * datalayer.market.Bar}s whose figures are {@link datalayer.market.Amount}s. Stretches of time are
 * {@link datalayer.market.TimeRange}s; {@link datalayer.market.RangeSet} is the arithmetic of many
 * of them, and a {@link datalayer.market.Gap} is a range of a series that should hold bars and does
 * not.
 *
 * <p>All times are UTC; all ranges are half-open, start inclusive, end exclusive.
 */
@NullMarked
package datalayer.market;

import org.jspecify.annotations.NullMarked;
