package datalayer.feed;

import datalayer.market.Bar;
import datalayer.market.Series;
import java.time.Instant;

/**
 * The newest bar that a stream told of.
 *
 * @param closed whether it is final already and the next one has not been told of yet
 * @param eventTime when the venue said so, by its own clock
 * @param receivedAt when it came here, by the clock of this machine
 */
public record LiveBar(
    Series series, Bar bar, boolean closed, Instant eventTime, Instant receivedAt) {}
