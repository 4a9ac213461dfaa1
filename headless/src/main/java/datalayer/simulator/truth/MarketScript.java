package datalayer.simulator.truth;

import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What happened at the exchange besides trading. Entries may be added at any time; one that changes
 * the past changes what is true of it, so a test adds them before it asks.
 */
public final class MarketScript {

  /** Something that happened to some instruments for a time. */
  public sealed interface Happening {

    TimeRange range();

    Predicate<Instrument> whom();

    default boolean covers(Instrument instrument, long millis) {
      return range().contains(millis) && whom().test(instrument);
    }
  }

  /** The exchange was out: these minutes have no bar anywhere. */
  public record Outage(Predicate<Instrument> whom, TimeRange range) implements Happening {}

  /** Nobody traded: these minutes are flat. */
  public record Calm(Predicate<Instrument> whom, TimeRange range) implements Happening {}

  /**
   * The exchange first said something else about these minutes: the stream always, REST and the
   * archive until it corrected itself. {@link #told} counts how often somebody was told so.
   */
  public static final class Amendment implements Happening {
    private final Predicate<Instrument> whom;
    private final TimeRange range;
    private final Instant corrected;
    private final AtomicInteger told = new AtomicInteger();

    Amendment(Predicate<Instrument> whom, TimeRange range, Instant corrected) {
      this.whom = whom;
      this.range = range;
      this.corrected = corrected;
    }

    @Override
    public TimeRange range() {
      return range;
    }

    @Override
    public Predicate<Instrument> whom() {
      return whom;
    }

    /** From then on the exchange says what is true. */
    public Instant corrected() {
      return corrected;
    }

    /** How often a bar was said as it was first. */
    public int told() {
      return told.get();
    }

    void tell() {
      told.incrementAndGet();
    }

    @Override
    public String toString() {
      return "bars of %s amended at %s, first said %d times".formatted(range, corrected, told());
    }
  }

  private final List<Outage> outages = new CopyOnWriteArrayList<>();
  private final List<Calm> calms = new CopyOnWriteArrayList<>();
  private final List<Amendment> amendments = new CopyOnWriteArrayList<>();
  private final AtomicInteger changes = new AtomicInteger();

  /** Every instrument of a type. */
  public static Predicate<Instrument> every(MarketType type) {
    return instrument -> instrument.type() == type;
  }

  /** One instrument. */
  public static Predicate<Instrument> only(Instrument one) {
    return one::equals;
  }

  public void outage(Predicate<Instrument> whom, TimeRange range) {
    outages.add(new Outage(whom, range));
    changes.incrementAndGet();
  }

  public void calm(Predicate<Instrument> whom, TimeRange range) {
    calms.add(new Calm(whom, range));
    changes.incrementAndGet();
  }

  /**
   * Lets the exchange say something else first about these minutes.
   *
   * @param corrected when REST and the archive say what is true
   */
  public Amendment amend(Predicate<Instrument> whom, TimeRange range, Instant corrected) {
    Amendment amendment = new Amendment(whom, range, corrected);
    amendments.add(amendment);
    return amendment;
  }

  /** Amendments that nobody noticed: no bar was ever said as it was first. */
  public List<Amendment> untold() {
    return amendments.stream().filter(amendment -> amendment.told() == 0).toList();
  }

  /** The outages of an instrument. */
  public List<TimeRange> outages(Instrument instrument) {
    return outages.stream()
        .filter(outage -> outage.whom().test(instrument))
        .map(Outage::range)
        .toList();
  }

  /** The amendments that touch a range of an instrument. */
  public Stream<Amendment> amendments(Instrument instrument, TimeRange range) {
    return amendments.stream()
        .filter(amendment -> amendment.whom().test(instrument))
        .filter(amendment -> amendment.range().intersection(range).isPresent());
  }

  /** Grows with everything that changes what is true. */
  int changes() {
    return changes.get();
  }

  Optional<Outage> outage(Instrument instrument, long millis) {
    return covering(outages, instrument, millis);
  }

  Optional<Calm> calm(Instrument instrument, long millis) {
    return covering(calms, instrument, millis);
  }

  Optional<Amendment> amendment(Instrument instrument, long millis) {
    return covering(amendments, instrument, millis);
  }

  private static <T extends Happening> Optional<T> covering(
      List<T> happenings, Instrument instrument, long millis) {
    for (T happening : happenings) {
      if (happening.covers(instrument, millis)) {
        return Optional.of(happening);
      }
    }
    return Optional.empty();
  }
}
