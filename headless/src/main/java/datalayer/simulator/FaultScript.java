package datalayer.simulator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Which requests meet which fault. The first entry that fits and is not used up plays. */
public final class FaultScript {

  /** A fault that was asked for, and how often it fired so far. */
  public static final class Entry {
    private final Pattern target;
    private final Fault fault;
    private final int times;
    private final AtomicInteger fired = new AtomicInteger();

    private Entry(Pattern target, Fault fault, int times) {
      this.target = target;
      this.fault = fault;
      this.times = times;
    }

    public Fault fault() {
      return fault;
    }

    /** The regular expression that requests are looked through for. */
    public String target() {
      return target.pattern();
    }

    public int fired() {
      return fired.get();
    }

    private boolean fires(String request) {
      return target.matcher(request).find()
          && fired.getAndUpdate(n -> n < times ? n + 1 : n) < times;
    }

    @Override
    public String toString() {
      return "%s at %s, fired %d times".formatted(fault, target, fired());
    }
  }

  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /**
   * Asks for a fault.
   *
   * @param target a regular expression found in {@code METHOD /path?query}, the path decoded; of
   *     streams in {@code UPGRADE /path} and {@code FRAME spot btcusdt@kline_1m
   *     2026-03-01T00:00:00Z final}, where the time is the bar's open time and an open bar's frame
   *     ends in {@code running}
   * @param times how many requests meet it
   */
  public Entry add(String target, Fault fault, int times) {
    Entry entry = new Entry(Pattern.compile(target), fault, times);
    entries.add(entry);
    return entry;
  }

  /** As {@link #add(String, Fault, int)}, for every request that fits. */
  public Entry always(String target, Fault fault) {
    return add(target, fault, Integer.MAX_VALUE);
  }

  /** Faults that were asked for and never fired. */
  public List<Entry> unfired() {
    return entries.stream().filter(entry -> entry.fired() == 0).toList();
  }

  public void clear() {
    entries.clear();
  }

  /** The fault that a request meets, which is counted as fired. */
  public Optional<Fault> next(String request) {
    return entries.stream()
        .filter(entry -> !(entry.fault() instanceof Fault.OfStream))
        .filter(entry -> entry.fires(request))
        .findFirst()
        .map(Entry::fault);
  }

  /** The fault that a frame of a stream meets, which is counted as fired. */
  public Optional<Fault.OfStream> nextOfStream(String frame) {
    for (Entry entry : entries) {
      if (entry.fault() instanceof Fault.OfStream fault && entry.fires(frame)) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /** Everything that was asked for, in that order. */
  public List<Entry> all() {
    return List.copyOf(entries);
  }
}
