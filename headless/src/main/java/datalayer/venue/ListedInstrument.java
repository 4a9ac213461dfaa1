package datalayer.venue;

import datalayer.market.Amount;
import datalayer.market.Instrument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instrument as its venue's catalogue has it.
 *
 * @param venueSymbol the venue's own name for it
 * @param status the venue's own word, for people
 * @param trading whether it is traded now
 * @param listedAt when the venue says it was listed, or null where it does not; bars may begin
 *     somewhat before or after
 * @param deliveredAt when a dated future ends, or null
 * @param tickSize the smallest step of a price, or null where the venue does not say
 */
public record ListedInstrument(
    Instrument instrument,
    String venueSymbol,
    String status,
    boolean trading,
    @Nullable Instant listedAt,
    @Nullable Instant deliveredAt,
    @Nullable Amount tickSize) {}
