package datalayer.backfill;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.ArchiveFile;
import datalayer.venue.BarArchive;
import datalayer.venue.VenueUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What archives publish, asked for many series at once and remembered for a while: files appear
 * once a day. Safe for use by many threads.
 */
final class Listings {

  private static final int AT_ONCE = 8;

  private final Sources sources;
  private final InstantSource clock;
  private final Duration age;
  private final Map<Series, Listed> remembered = new ConcurrentHashMap<>();

  private record Listed(TimeRange range, List<ArchiveFile> files, Instant at) {

    List<ArchiveFile> touching(TimeRange part) {
      return files.stream().filter(f -> f.period().intersection(part).isPresent()).toList();
    }
  }

  /**
   * @param age how old an answer may be
   */
  Listings(Sources sources, InstantSource clock, Duration age) {
    this.sources = sources;
    this.clock = clock;
    this.age = age;
  }

  /**
   * The published files of each series that has an archive.
   *
   * @param fresh whether archives are asked in any case
   * @throws VenueUnavailableException when one does not answer
   */
  Map<Series, List<ArchiveFile>> files(List<Series> series, TimeRange range, boolean fresh)
      throws VenueUnavailableException, InterruptedException {
    Map<Series, List<ArchiveFile>> files = new HashMap<>();
    List<Series> ask = new ArrayList<>();
    for (Series one : series) {
      Listed listed = remembered.get(one);
      if (!fresh && listed != null && isGood(listed, range)) {
        files.put(one, listed.touching(range));
      } else if (sources.archive(one).isPresent()) {
        ask.add(one);
      }
    }
    Map<Series, List<ArchiveFile>> answers =
        atOnce(ask, one -> sources.archive(one).orElseThrow().list(one, range));
    answers.forEach((one, found) -> {
      remembered.put(one, new Listed(range, found, clock.instant()));
      files.put(one, found);
    });
    return files;
  }

  /** A question to a venue about one thing. */
  @FunctionalInterface
  interface Question<K, V> {
    V ask(K about) throws VenueUnavailableException, InterruptedException;
  }

  /** Asks about many things, a few at a time. */
  static <K, V> Map<K, V> atOnce(List<K> things, Question<K, V> question)
      throws VenueUnavailableException, InterruptedException {
    Map<K, V> answers = new HashMap<>();
    if (things.isEmpty()) {
      return answers;
    }
    Map<K, Future<V>> asked = new HashMap<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("listing-", 0).factory())) {
      try {
        for (K thing : things) {
          Callable<V> task = () -> question.ask(thing);
          asked.put(thing, threads.submit(task));
        }
        for (K thing : things) {
          Future<V> answer = asked.get(thing);
          if (answer != null) {
            answers.put(thing, answer.get());
          }
        }
        return answers;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof VenueUnavailableException unavailable) {
          throw unavailable;
        }
        throw new IllegalStateException("a venue cannot be asked", e.getCause());
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private boolean isGood(Listed listed, TimeRange range) {
    return listed.range().encloses(range)
        && Duration.between(listed.at(), clock.instant()).compareTo(age) < 0
        && !clock.instant().isBefore(listed.at());
  }

  /** The checksums published now of files of one archive. */
  static Map<ArchiveFile, java.util.Optional<String>> checksums(
      BarArchive archive, List<ArchiveFile> files)
      throws VenueUnavailableException, InterruptedException {
    return atOnce(files, archive::publishedChecksum);
  }
}
