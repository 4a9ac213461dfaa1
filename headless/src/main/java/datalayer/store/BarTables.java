package datalayer.store;

import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The chain of bar tables. Safe for use by many threads. */
public final class BarTables {

  private static final List<String> LAYERS =
      List.of("bars_current", "staging_bars", "bars_snapshots", "rejected_bars", "landing_bars");

  private final ClickHouse clickHouse;

  public BarTables(ClickHouse clickHouse) {
    this.clickHouse = clickHouse;
  }

  /** Inserts the bytes of {@link BarRows} as one block, under a token. May be repeated. */
  public void insert(byte[] rows, String token) {
    clickHouse.insert("landing_bars", BarRows.COLUMNS, rows, token);
  }

  /** Asks every layer what it holds of a chunk. */
  public LayerProof prove(ChunkRows chunk) {
    String ofChunk = ChunkRows.KEY + " AND chunk_id = {chunk:String}";
    String keys =
        "SELECT instrument_id, timestamp FROM ${database}.bars_snapshots WHERE " + ofChunk;
    String equalOrNewer = " WHERE " + ChunkRows.KEY + " AND version >= {version:UInt64}";
    String sql =
        "SELECT %s, %s, %s, %s, %s, %s"
            .formatted(
                number("count() FROM ${database}.landing_bars WHERE " + ofChunk),
                number("count() FROM ${database}.rejected_bars WHERE " + ofChunk),
                number("count() FROM ${database}.bars_snapshots WHERE " + ofChunk),
                number(notIn(keys, "${database}.staging_bars" + equalOrNewer)),
                number(notIn(keys, "${database}.bars_current FINAL" + equalOrNewer)),
                number(notCovered(ofChunk)));
    return clickHouse
        .query(
            sql,
            chunk.parameters(),
            row ->
                new LayerProof(
                    row.int64(), row.int64(), row.int64(), row.int64(), row.int64(), row.int64()))
        .getFirst();
  }

  /**
   * Takes the rows of a chunk out of every layer that has any, so that another generation brings
   * them alone. The coverage bitmaps are counted anew afterwards, because the rows changed.
   */
  public boolean withdraw(ChunkRows chunk) {
    for (String table : LAYERS) {
      clickHouse.query(
          "ALTER TABLE ${database}."
              + table
              + " DELETE WHERE "
              + ChunkRows.KEY
              + " AND chunk_id = {chunk:String} SETTINGS mutations_sync = 2",
          chunk.parameters(),
          row -> row);
    }
    return true;
  }

  /** Whether any layer holds a row of a chunk. */
  public boolean holds(ChunkRows chunk) {
    String sum =
        LAYERS.stream()
            .map(table ->
                number(
                    "count() FROM ${database}."
                        + table
                        + " WHERE "
                        + ChunkRows.KEY
                        + " AND chunk_id = {chunk:String}"))
            .collect(Collectors.joining(" + "));
    return clickHouse
            .query("SELECT toInt64(" + sum + ")", chunk.parameters(), RowBinaryReader::int64)
            .getFirst()
        > 0;
  }

  /** A scalar subquery is nullable to ClickHouse even where it cannot be empty. */
  private static String number(String query) {
    return "ifNull((SELECT " + query + "), 0)";
  }

  private static String notIn(String keys, String table) {
    return "count() FROM (%s) WHERE (instrument_id, timestamp) NOT IN (SELECT instrument_id, timestamp FROM %s)"
        .formatted(keys, table);
  }

  private static String notCovered(String ofChunk) {
    return """
    sum(bitmapAndnotCardinality(mine.minutes, covered.minutes))
    FROM
    (
        SELECT instrument_id, toDate(timestamp) AS day,
            groupBitmapState(toUInt16(toHour(timestamp) * 60 + toMinute(timestamp))) AS minutes
        FROM ${database}.bars_snapshots WHERE %s GROUP BY instrument_id, day
    ) AS mine
    LEFT JOIN
    (
        SELECT instrument_id, day, groupBitmapMergeState(minutes) AS minutes
        FROM ${database}.bar_coverage
        WHERE instrument_id IN {instruments:Array(UInt64)} AND timeframe = {timeframe:String}
            AND day >= toDate(fromUnixTimestamp64Milli({from:Int64}, 'UTC'))
            AND day <= toDate(fromUnixTimestamp64Milli({to:Int64}, 'UTC'))
        GROUP BY instrument_id, day
    ) AS covered USING (instrument_id, day)\
    """
        .formatted(ofChunk);
  }

  /** The bars of a chunk that the views turned away: open time and reason, by series. */
  public Map<Series, Map<Long, String>> rejected(ChunkRows chunk) {
    Map<Long, Series> byId = new HashMap<>();
    chunk.series().forEach(series -> byId.put(series.instrument().id(), series));
    Map<Series, Map<Long, String>> rejected = new HashMap<>();
    clickHouse.query(
        "SELECT instrument_id, toUnixTimestamp64Milli(timestamp), toString(reason) FROM ${database}.rejected_bars WHERE "
            + ChunkRows.KEY
            + " AND chunk_id = {chunk:String} AND raw = ''",
        chunk.parameters(),
        row -> {
          Series series = byId.get(row.int64());
          if (series == null) {
            throw new IllegalStateException("a row of an instrument that was not asked for");
          }
          return rejected
              .computeIfAbsent(series, s -> new HashMap<>())
              .put(row.int64(), row.string());
        });
    return rejected;
  }

  /** A bar as it stands in {@code bars_current}. */
  public record CurrentBar(Bar bar, long version) {}

  /** The current bars of a series that open within the range, by open time. */
  public Map<Long, CurrentBar> current(Series series, TimeRange range) {
    Map<Long, CurrentBar> current = new HashMap<>();
    clickHouse.query(
        "SELECT timestamp_unix, "
            + BarRows.FIGURES
            + ", version FROM ${database}.bars_current FINAL WHERE "
            + ChunkRows.KEY,
        ChunkRows.keyParameters(List.of(series), range),
        row -> {
          CurrentBar bar = new CurrentBar(BarRows.read(row), row.int64());
          return current.put(bar.bar().openTime(), bar);
        });
    return current;
  }

  /** Whether a series has any bar that opens within the range. */
  public boolean holdsAny(Series series, TimeRange range) {
    return !clickHouse
        .query(
            "SELECT toUInt8(1) FROM ${database}.bars_current WHERE " + ChunkRows.KEY + " LIMIT 1",
            ChunkRows.keyParameters(List.of(series), range),
            RowBinaryReader::uint8)
        .isEmpty();
  }

  /** Every series that holds a bar, by name and timeframe. */
  public List<Series> series() {
    return clickHouse
        .query(
            """
            SELECT i.venue_id, i.type, i.symbol, c.timeframe
            FROM (SELECT DISTINCT instrument_id, toString(timeframe) AS timeframe FROM ${database}.bar_coverage) AS c
            JOIN ${database}.instruments AS i ON i.id = c.instrument_id\
            """,
            Map.of(),
            row -> new Series(ReferenceTables.readInstrument(row), Timeframe.parse(row.string())))
        .stream()
        .sorted(
            Comparator.comparing((Series s) -> s.instrument().toString())
                .thenComparing(Series::timeframe))
        .toList();
  }

  /** How many rows {@code bars_current} has, before FINAL. */
  public long currentRows() {
    return clickHouse
        .query("SELECT count() FROM ${database}.bars_current", Map.of(), RowBinaryReader::int64)
        .getFirst();
  }

  /**
   * Chunks of which landed rows are neither in the snapshots nor among the rejected, for people.
   */
  public List<String> brokenLayers() {
    return clickHouse.query(
        """
        SELECT chunk, sum(landed) AS l, sum(kept) AS k, sum(turned_away) AS t
        FROM
        (
            SELECT toString(chunk_id) AS chunk, count() AS landed, 0 AS kept, 0 AS turned_away
            FROM ${database}.landing_bars GROUP BY chunk
            UNION ALL
            SELECT toString(chunk_id) AS chunk, 0, count(), 0 FROM ${database}.bars_snapshots GROUP BY chunk
            UNION ALL
            SELECT toString(chunk_id) AS chunk, 0, 0, count() FROM ${database}.rejected_bars GROUP BY chunk
        )
        GROUP BY chunk HAVING l != k + t ORDER BY chunk\
        """,
        Map.of(),
        row ->
            "chunk %s: landing_bars has %d rows, bars_snapshots %d, rejected_bars %d"
                .formatted(row.string(), row.int64(), row.int64(), row.int64()));
  }

  /** A chunk that landed. */
  public record LandedChunk(String chunkId, long version, long rows) {}

  /** Every chunk that {@code landing_bars} has rows of, by version. */
  public List<LandedChunk> landedChunks() {
    return clickHouse.query(
        "SELECT toString(chunk_id) AS chunk, max(version) AS newest, count() FROM ${database}.landing_bars "
            + "GROUP BY chunk ORDER BY newest",
        Map.of(),
        row -> new LandedChunk(row.string(), row.int64(), row.int64()));
  }

  /**
   * The greatest number among the names of backfill runs, {@code b-0412} is 412; 0 when none ran.
   */
  public long greatestRun() {
    return clickHouse
        .query(
            "SELECT toInt64(max(toUInt32OrZero(substring(run, 3)))) FROM ${database}.snapshots",
            Map.of(),
            RowBinaryReader::int64)
        .getFirst();
  }

  /** From the first bar to the end of the last one. */
  public Optional<TimeRange> extent(Series series) {
    return clickHouse
        .query(
            "SELECT count(), min(timestamp_unix), max(timestamp_unix) FROM ${database}.bars_current "
                + "WHERE instrument_id = {instrument:UInt64} AND timeframe = {timeframe:String}",
            Map.of(
                "instrument", Long.toUnsignedString(series.instrument().id()),
                "timeframe", series.timeframe().label()),
            row -> Map.entry(row.int64(), new long[] {row.int64(), row.int64()}))
        .stream()
        .filter(row -> row.getKey() > 0)
        .map(row ->
            TimeRange.ofMillis(row.getValue()[0], row.getValue()[1] + series.timeframe().millis()))
        .findFirst();
  }

  /**
   * The current bars of a series for drawing, ascending: for each {@code Int64} open time, five
   * {@code Float64} for open, high, low, close and volume, an {@code Int32} number of trades (−1
   * where the venue does not say) and an {@code Int8} rank of the source.
   */
  public <T> T columns(Series series, TimeRange range, ClickHouse.AnswerReader<T> reader) {
    return clickHouse.answer(
        "SELECT timestamp_unix, toFloat64(open), toFloat64(high), toFloat64(low), toFloat64(close), toFloat64(volume), "
            + "toInt32(ifNull(trades, -1)), toInt8(source) FROM ${database}.bars_current FINAL WHERE "
            + ChunkRows.KEY
            + " ORDER BY timestamp",
        ChunkRows.keyParameters(List.of(series), range),
        "RowBinary",
        (InputStream answer) -> reader.read(answer));
  }
}
