package datalayer.simulator.binance;

import java.time.Instant;
import java.util.List;

/**
 * A connection to the streams as the exchange saw it.
 *
 * @param opened by the exchange's clock
 * @param target the path and query it came with
 * @param names of the streams it listens to, known or not
 * @param frames of bars that were sent
 * @param end why it ended, or empty as long as it is open
 */
public record ServedStream(
    BinanceMarket market,
    Instant opened,
    String target,
    List<String> names,
    long frames,
    String end) {}
