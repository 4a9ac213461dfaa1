package datalayer.venue;

import datalayer.market.Bar;
import datalayer.market.Series;
import java.time.Instant;

/**
 * A bar as a venue pushed it.
 *
 * @param closed whether the venue says that it is final
 * @param eventTime when the venue said so, by its own clock
 */
public record StreamedBar(Series series, Bar bar, boolean closed, Instant eventTime) {}
