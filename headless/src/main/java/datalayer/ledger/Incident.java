package datalayer.ledger;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.Optional;

/**
 * A contradiction between the two witnesses: the ledger has proof that a stretch landed, and the
 * data does not show it.
 *
 * @param resolvedAt when the stretch was present again; empty while it is not
 */
public record Incident(
    long id,
    Series series,
    TimeRange range,
    String detail,
    Instant detectedAt,
    Optional<Instant> resolvedAt) {}
