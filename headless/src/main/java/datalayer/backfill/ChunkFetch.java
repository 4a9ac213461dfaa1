package datalayer.backfill;

import datalayer.backfill.Plan.PlannedChunk;
import datalayer.landing.ChunkKey;
import datalayer.landing.Delivery;
import datalayer.landing.Delivery.UnreadableRow;
import datalayer.ledger.ArchiveRecord;
import datalayer.ledger.CoverageInterval;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.store.Source;
import datalayer.venue.RequestPriority;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what a chunk wants: from its files, where these are truncated or broken from its
 * fallbacks, and what is open then by request. Used by one thread.
 *
 * <p>{@link #run} may be called again when {@link #isWorthRepeating}: what came is kept, only what
 * did not answer is asked again. Then land {@link #deliveries} in their order, whatever came.
 */
public final class ChunkFetch {

  private final PlannedChunk chunk;
  private final OpenBars open;
  private final @Nullable FileReading files;
  private final @Nullable HistoryReading history;
  private final Absences absences;

  /**
   * @param priority of the requests it makes
   * @param clock by which answers are dated
   */
  public ChunkFetch(
      PlannedChunk chunk, Sources sources, RequestPriority priority, InstantSource clock) {
    this.chunk = chunk;
    this.open = new OpenBars(chunk.series(), chunk.wanted());
    this.files =
        chunk.isArchived()
            ? sources
                .archive(chunk.series())
                .map(archive -> new FileReading(chunk, archive, open))
                .orElse(null)
            : null;
    this.history =
        sources
            .history(chunk.series())
            .map(venue -> new HistoryReading(chunk, venue, priority, open, clock))
            .orElse(null);
    boolean filesExist = sources.archive(chunk.series()).isPresent();
    this.absences = new Absences(chunk, open, files, history, sources.rules(), filesExist, clock);
  }

  /** Reads files, then asks for what is open. Where a file did not answer, the venue is asked. */
  public void run() throws InterruptedException {
    if (files != null) {
      files.run();
    }
    if (history != null && (!open.open().isEmpty() || chunk.opening())) {
      history.run();
    }
  }

  /** Whether a source did not answer and something is still open, so that trying again may help. */
  public boolean isWorthRepeating() {
    return !open.open().isEmpty() && unavailable() != null;
  }

  /** Why a source did not answer, or null when all did. */
  public @Nullable String unavailable() {
    if (history != null && history.unavailable() != null) {
      return history.unavailable();
    }
    return files == null ? null : files.unavailable();
  }

  /** How long the venue asked us to wait before trying again, or null. */
  public @Nullable Duration retryAfter() {
    if (history != null && history.unavailable() != null) {
      return history.retryAfter();
    }
    return files == null ? null : files.retryAfter();
  }

  /** Downloaded so far. */
  public long bytes() {
    return (files == null ? 0 : files.bytes()) + (history == null ? 0 : history.bytes());
  }

  /** Requests made so far. */
  public int requests() {
    return history == null ? 0 : history.requests();
  }

  /**
   * Where it came from, for people: {@code a.zip and 27 more}, {@code 12 requests}; null when
   * nothing was asked.
   */
  public @Nullable String files() {
    List<String> names = new ArrayList<>();
    if (files != null && !files.read().isEmpty()) {
      String first = files.read().getFirst().name();
      int more = files.read().size() - 1;
      names.add(more == 0 ? first : "%s and %d more".formatted(first, more));
    }
    if (requests() > 0) {
      names.add(requests() == 1 ? "1 request" : requests() + " requests");
    }
    return names.isEmpty() ? null : String.join(", ", names);
  }

  /** The checksum of the file, where it was a single one. */
  public @Nullable String sha256() {
    List<ArchiveRecord> landed =
        records().stream().filter(a -> a.state() == ArchiveRecord.State.LANDED).toList();
    return landed.size() == 1 ? landed.getFirst().sha256() : null;
  }

  /** What is wrong and may be better another time, a sentence each, for people. */
  public List<String> complaints() {
    Stream<String> ofFiles = files == null ? Stream.of() : files.troubles().values().stream();
    Stream<String> ofRequests =
        history == null ? Stream.of() : history.troubles().values().stream();
    return Stream.concat(ofFiles, ofRequests).distinct().toList();
  }

  /**
   * What came, one delivery per source, to be landed in this order: the last one also says why the
   * rest is missing. Never empty: a fetch that brought nothing says so.
   */
  public List<Delivery> deliveries(UUID snapshot, String run) {
    List<Delivery> deliveries = new ArrayList<>();
    boolean requested =
        history != null && (!history.bars().isEmpty() || !history.unreadable().isEmpty());
    List<CoverageInterval> missing = absences.all();
    if (files != null && !(requested && files.bars().isEmpty() && records().isEmpty())) {
      List<CoverageInterval> said = requested ? List.of() : missing;
      deliveries.add(
          delivery(Source.ARCHIVE, snapshot, run, files.bars(), files.unreadable(), said));
    }
    if (requested || deliveries.isEmpty()) {
      List<Bar> bars = history == null ? List.of() : history.bars();
      List<UnreadableRow> rows = history == null ? List.of() : history.unreadable();
      deliveries.add(delivery(Source.REST, snapshot, run, bars, rows, missing));
    }
    return deliveries;
  }

  private Delivery delivery(
      Source source,
      UUID snapshot,
      String run,
      List<Bar> bars,
      List<UnreadableRow> unreadable,
      List<CoverageInterval> missing) {
    Series series = chunk.series();
    boolean archive = source == Source.ARCHIVE;
    Delivery.Part part =
        new Delivery.Part(
            series, chunk.range(), bars, unreadable, missing, archive ? records() : List.of());
    ChunkKey key =
        archive ? ChunkKey.of(series, chunk.range()) : ChunkKey.requested(series, chunk.range());
    return new Delivery(key, source, snapshot, run, List.of(part));
  }

  private List<ArchiveRecord> records() {
    return files == null ? List.of() : files.records();
  }
}
