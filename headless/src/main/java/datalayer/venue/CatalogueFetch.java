package datalayer.venue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking a venue what it lists. */
public sealed interface CatalogueFetch {

  /**
   * The venue's catalogue.
   *
   * @param instruments in the venue's order
   * @param passedOver names that are no instruments of ours: margined in coin, not yet open, or of
   *     a shape we cannot say
   * @param asOf when the venue said so, by its own clock
   * @param age since then
   */
  record Listed(
      List<ListedInstrument> instruments, List<String> passedOver, Instant asOf, Duration age)
      implements CatalogueFetch {

    public Listed {
      instruments = List.copyOf(instruments);
      passedOver = List.copyOf(passedOver);
    }
  }

  /**
   * The venue did not say, after the retries.
   *
   * @param reason for people
   * @param last what it said before, older than was asked for, or null
   * @param retryAfter how long the venue asked us to wait, or null
   */
  record Unavailable(String reason, @Nullable Listed last, @Nullable Duration retryAfter)
      implements CatalogueFetch {}
}
