/**
 * What really happened at a simulated exchange: every trade of every minute, reckoned from a seed.
 *
 * <p>A {@link datalayer.simulator.truth.Listing} is an instrument with its dates, ticks and lots.
 * {@link datalayer.simulator.truth.Truth} knows its bars, any of them without those before, and
 * what the exchange first said where it later said something else. A {@link
 * datalayer.simulator.truth.MarketScript} says when the exchange was out, when nobody traded, and
 * which bars it amended. Nothing here keeps a history: whoever asks in whatever order gets the same
 * figures.
 */
@NullMarked
package datalayer.simulator.truth;

import org.jspecify.annotations.NullMarked;
