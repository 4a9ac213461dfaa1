/**
 * A simulated Binance: REST of the spot and the USDT-margined market, streams, and the archive, all
 * over one truth and one clock, on loopback.
 *
 * <p>{@link datalayer.simulator.binance.SimulatedBinance} puts it together. It keeps a log of every
 * {@link datalayer.simulator.binance.VenueRequest} with its weight and its standing, so that nobody
 * has to believe a client that it kept to the limits.
 */
@NullMarked
package datalayer.simulator.binance;

import org.jspecify.annotations.NullMarked;
