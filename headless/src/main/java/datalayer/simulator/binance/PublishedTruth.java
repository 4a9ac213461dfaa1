package datalayer.simulator.binance;

import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.simulator.ArchiveFiles;
import datalayer.simulator.ArchiveSource;
import datalayer.simulator.PublishedFile;
import datalayer.simulator.truth.BarFigures;
import datalayer.simulator.truth.Listing;
import datalayer.simulator.truth.MarketScript.Amendment;
import datalayer.simulator.truth.Truth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The archive of the truth: monthly and daily files of the bars, made when they are asked for,
 * published when the exchange's clock says so, and replaced when bars are amended. A listing is
 * made without making the files: the size it shows of one that nobody fetched yet is an estimate.
 */
final class PublishedTruth implements ArchiveSource {

  private static final String CHECKSUM = ".CHECKSUM";
  private static final int MOST_CACHED_BYTES = 48 << 20;

  /** What a row comes to in a zip, about, in bytes. */
  private static final int PACKED_ROW = 40;

  private record Version(ArchivePeriod period, Instant at) {}

  private final List<ArchiveShelf> shelves = new ArrayList<>();
  private final Truth truth;
  private final SimulatedClock clock;
  private final PublicationScript script;
  private final Duration dailyDelay;
  private final Duration monthlyDelay;
  private final Map<Version, byte[]> cache = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Version, Integer> sizes = new ConcurrentHashMap<>();
  private int cachedBytes;

  PublishedTruth(
      Truth truth,
      SimulatedClock clock,
      PublicationScript script,
      Duration dailyDelay,
      Duration monthlyDelay) {
    this.truth = truth;
    this.clock = clock;
    this.script = script;
    this.dailyDelay = dailyDelay;
    this.monthlyDelay = monthlyDelay;
    for (Listing listing : truth.listings()) {
      for (Timeframe timeframe : Timeframe.values()) {
        shelves.add(new ArchiveShelf(listing, timeframe, false));
        shelves.add(new ArchiveShelf(listing, timeframe, true));
      }
    }
  }

  @Override
  public NavigableMap<String, PublishedFile> under(String prefix, String delimiter) {
    NavigableMap<String, PublishedFile> found = new TreeMap<>();
    Instant now = clock.instant();
    for (ArchiveShelf shelf : shelves) {
      String stem = shelf.prefix();
      if (stem.startsWith(prefix)) {
        boolean folded = !delimiter.isEmpty() && stem.indexOf(delimiter, prefix.length()) >= 0;
        add(found, prefix, shelf, now, folded);
      } else if (prefix.startsWith(stem)) {
        add(found, prefix, shelf, now, false);
      }
    }
    return found;
  }

  @Override
  public Optional<Content> content(String key) {
    boolean checksum = key.endsWith(CHECKSUM);
    String zip = checksum ? key.substring(0, key.length() - CHECKSUM.length()) : key;
    Instant now = clock.instant();
    return period(zip)
        .flatMap(period -> version(period, now))
        .map(version -> {
          byte[] bytes = zip(version);
          byte[] content = checksum ? checksum(version.period(), bytes) : bytes;
          return new Content(new PublishedFile(key, content.length, version.at()), content);
        });
  }

  /** Adds a shelf's files, or one of them where all would be folded into one folder. */
  private void add(
      Map<String, PublishedFile> found,
      String prefix,
      ArchiveShelf shelf,
      Instant now,
      boolean folded) {
    ArchivePeriod period = shelf.first();
    while (period.range().to().isBefore(now) && period.traded().isPresent()) {
      String key = period.key();
      if ((key + CHECKSUM).startsWith(prefix)) {
        Optional<Version> version = version(period, now);
        if (version.isPresent()) {
          Instant at = version.get().at();
          put(found, prefix, key, size(version.get()), at);
          put(found, prefix, key + CHECKSUM, checksumSize(period), at);
          if (folded) {
            return;
          }
        }
      }
      period = period.next();
    }
  }

  private static void put(
      Map<String, PublishedFile> found, String prefix, String key, long size, Instant at) {
    if (key.startsWith(prefix)) {
      found.put(key, new PublishedFile(key, size, at));
    }
  }

  private long size(Version version) {
    Integer made = sizes.get(version);
    if (made != null) {
      return made;
    }
    ArchivePeriod period = version.period();
    long rows = period.traded().map(period.shelf().timeframe()::barsIn).orElse(0L);
    return 200 + rows * PACKED_ROW;
  }

  private static long checksumSize(ArchivePeriod period) {
    return 64L + 2 + period.stem().length() + ".zip\n".length();
  }

  private Optional<ArchivePeriod> period(String key) {
    return shelves.stream()
        .filter(shelf -> key.startsWith(shelf.prefix()))
        .flatMap(shelf -> shelf.period(key).stream())
        .findFirst();
  }

  /** What of a period is published now, or nothing. */
  private Optional<Version> version(ArchivePeriod period, Instant now) {
    Optional<TimeRange> traded = period.traded();
    if (traded.isEmpty() || isOut(period.listing(), traded.get())) {
      return Optional.empty();
    }
    String key = period.key();
    Instant published = script.published(key, period.due(dailyDelay, monthlyDelay), now);
    if (published == null || now.isBefore(published)) {
      return Optional.empty();
    }
    Stream<Instant> amended =
        truth
            .script()
            .amendments(period.listing().instrument(), period.range())
            .map(Amendment::corrected);
    Instant latest =
        Stream.concat(amended, script.repairs(key).stream())
            .filter(moment -> moment.isAfter(published) && !moment.isAfter(now))
            .reduce(published, (a, b) -> a.isAfter(b) ? a : b);
    return Optional.of(new Version(period, latest));
  }

  private boolean isOut(Listing listing, TimeRange range) {
    return truth.script().outages(listing.instrument()).stream()
        .anyMatch(outage -> outage.encloses(range));
  }

  private byte[] zip(Version version) {
    synchronized (cache) {
      byte[] known = cache.get(version);
      if (known != null) {
        return known;
      }
    }
    byte[] zip = ArchiveFiles.zip(version.period().stem() + ".csv", text(version));
    sizes.put(version, zip.length);
    synchronized (cache) {
      if (cache.put(version, zip) == null) {
        cachedBytes += zip.length;
      }
      var eldest = cache.entrySet().iterator();
      while (cachedBytes > MOST_CACHED_BYTES && cache.size() > 1) {
        cachedBytes -= eldest.next().getValue().length;
        eldest.remove();
      }
    }
    return zip;
  }

  private byte[] text(Version version) {
    ArchivePeriod period = version.period();
    List<TimeRange> lacks = script.lacks(period.key(), version.at());
    TimeRange traded = period.traded().orElse(period.range());
    long step = period.step();
    StringBuilder text = new StringBuilder(1 << 16);
    if (period.hasHeader()) {
      text.append(ArchiveFiles.HEADER).append('\n');
    }
    for (long open = traded.from().toEpochMilli(); open < traded.to().toEpochMilli(); ) {
      long at = open;
      BarFigures bar = truth.said(period.listing(), open, step, version.at());
      if (bar != null && lacks.stream().noneMatch(range -> range.contains(at))) {
        row(text, period, bar);
      }
      open += step;
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void row(StringBuilder text, ArchivePeriod period, BarFigures bar) {
    Listing listing = period.listing();
    long closes = (bar.openTime() + period.step()) * period.unit() - 1;
    text.append(bar.openTime() * period.unit()).append(',');
    text.append(listing.price(bar.open())).append(',');
    text.append(listing.price(bar.high())).append(',');
    text.append(listing.price(bar.low())).append(',');
    text.append(listing.price(bar.close())).append(',');
    text.append(listing.volume(bar.volume())).append(',').append(closes).append(',');
    text.append(listing.quote(bar.quote())).append(',').append(bar.trades()).append(',');
    text.append(listing.volume(bar.takerBuy())).append(',');
    text.append(listing.quote(bar.takerBuyQuote())).append(",0\n");
  }

  private static byte[] checksum(ArchivePeriod period, byte[] zip) {
    return (ArchiveFiles.sha256(zip) + "  " + period.stem() + ".zip\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
