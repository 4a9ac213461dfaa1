package datalayer.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import datalayer.ledger.Amendment;
import datalayer.ledger.ArchiveRecord;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.Statements;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.store.ChunkRows;
import datalayer.store.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a chunk's verification will write into the ledger. It is kept with the promise, so that a
 * process that finds an open promise can close it without asking the venue again.
 *
 * @param from start of the chunk, milliseconds since the epoch, inclusive
 * @param to end of the chunk, exclusive
 */
record Manifest(long from, long to, long version, String chunkId, List<Part> parts) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * One series' share. Stretches are pairs of milliseconds, start inclusive, end exclusive.
   *
   * @param written bars in this chunk
   * @param confirmed bars that were there already
   * @param unreadable reason by open time, of rows that are no bars but have a time
   */
  record Part(
      String series,
      long from,
      long to,
      List<long[]> written,
      List<long[]> confirmed,
      List<Absence> absences,
      Map<Long, String> unreadable,
      List<Archive> archives,
      List<Amendment> amendments) {

    Series parsedSeries() {
      return Series.parse(series);
    }

    TimeRange range() {
      return TimeRange.ofMillis(from, to);
    }
  }

  /** A stretch that was asked for and did not come, in plain values. */
  record Absence(
      long from,
      long to,
      CoverageInterval.State state,
      String reason,
      @Nullable Long next,
      @Nullable String file,
      @Nullable String answer,
      @Nullable Long answeredAt,
      boolean conclusive) {

    static Absence of(CoverageInterval interval) {
      Statements said = interval.statements();
      return new Absence(
          interval.range().from().toEpochMilli(),
          interval.range().to().toEpochMilli(),
          interval.state(),
          interval.reason(),
          said.next() == null ? null : said.next().toEpochMilli(),
          said.file(),
          said.answer(),
          said.answeredAt() == null ? null : said.answeredAt().toEpochMilli(),
          said.conclusive());
    }

    CoverageInterval toInterval() {
      Statements said =
          new Statements(0, instant(next), file, answer, instant(answeredAt), conclusive);
      return new CoverageInterval(TimeRange.ofMillis(from, to), state, reason, said);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
      return millis == null ? null : Instant.ofEpochMilli(millis);
    }
  }

  /** An archive file, in plain values. */
  record Archive(
      String path,
      String series,
      long from,
      long to,
      String sha256,
      long bytes,
      ArchiveRecord.State state,
      String reason) {

    static Archive of(ArchiveRecord record) {
      return new Archive(
          record.path(),
          record.series(),
          record.range().from().toEpochMilli(),
          record.range().to().toEpochMilli(),
          record.sha256(),
          record.bytes(),
          record.state(),
          record.reason());
    }

    ArchiveRecord toRecord() {
      return new ArchiveRecord(
          path, series, TimeRange.ofMillis(from, to), sha256, bytes, state, reason);
    }
  }

  /** Whether a delivery asked for bars that this chunk asked for too. */
  boolean overlaps(Delivery delivery) {
    return delivery.parts().stream()
        .anyMatch(theirs ->
            parts.stream()
                .anyMatch(ours ->
                    ours.parsedSeries().equals(theirs.series())
                        && ours.range().intersection(theirs.range()).isPresent()));
  }

  ChunkRows rows() {
    return new ChunkRows(
        parts.stream().map(Part::parsedSeries).toList(),
        new TimeRange(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to)),
        chunkId,
        Version.of(version));
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest cannot be written", e);
    }
  }

  static Manifest parse(String json) {
    try {
      return JSON.readValue(json, Manifest.class);
    } catch (JsonProcessingException e) {
      throw new LandingException(
          "the manifest of an open intent is broken: " + e.getOriginalMessage(), e);
    }
  }

  static List<long[]> pairs(RangeSet set) {
    return set.ranges().stream()
        .map(r -> new long[] {r.from().toEpochMilli(), r.to().toEpochMilli()})
        .toList();
  }

  static RangeSet set(List<long[]> pairs) {
    return RangeSet.of(pairs.stream().map(p -> TimeRange.ofMillis(p[0], p[1])).toList());
  }
}
