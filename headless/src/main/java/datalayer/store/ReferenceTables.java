package datalayer.store;

import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The tables {@code instruments} and {@code snapshots}. Safe for use by many threads. */
public final class ReferenceTables {

  private final ClickHouse clickHouse;
  private final InstantSource clock;
  private final Set<Instrument> known = ConcurrentHashMap.newKeySet();

  public ReferenceTables(ClickHouse clickHouse, InstantSource clock) {
    this.clickHouse = clickHouse;
    this.clock = clock;
  }

  /** Every instrument there is a row of, by name. */
  public List<Instrument> instruments() {
    List<Instrument> instruments =
        clickHouse.query(
            "SELECT venue_id, type, symbol FROM ${database}.instruments ORDER BY venue_id, type, symbol",
            Map.of(),
            ReferenceTables::readInstrument);
    known.addAll(instruments);
    return instruments;
  }

  /** Reads an instrument from {@code venue_id}, {@code type} and {@code symbol}. */
  static Instrument readInstrument(RowBinaryReader row) throws IOException {
    int venue = row.uint8();
    return new Instrument(
        Arrays.stream(Venue.values()).filter(v -> v.id() == venue).findAny().orElseThrow(),
        MarketType.parse(row.string()),
        row.string());
  }

  /**
   * Makes sure that each of the instruments has its row, before bars refer to it. Two threads may
   * both write one: the rows are the same to everybody who reads them.
   */
  public void register(Collection<Instrument> instruments) {
    if (known.containsAll(instruments)) {
      return;
    }
    instruments();
    for (Instrument instrument : instruments) {
      if (!known.contains(instrument)) {
        insert(instrument);
        // Not before: an insert that failed must be tried again.
        known.add(instrument);
      }
    }
  }

  private void insert(Instrument instrument) {
    clickHouse.query(
        """
        INSERT INTO ${database}.instrument_versions (id, venue_id, symbol, type, base, quote, updated_at)
        VALUES ({id:UInt64}, {venue:UInt8}, {symbol:String}, {type:String}, {base:String}, {quote:String},
            fromUnixTimestamp64Milli({at:Int64}, 'UTC'))\
        """,
        Map.of(
            "id", Long.toUnsignedString(instrument.id()),
            "venue", instrument.venue().id(),
            "symbol", instrument.symbol(),
            "type", instrument.type().label(),
            "base", instrument.base(),
            "quote", instrument.quote(),
            "at", clock.millis()),
        row -> row);
  }

  /**
   * Writes down that a backfill run began. The same call may be repeated: the row is there once.
   */
  public void snapshot(
      UUID id,
      String run,
      TimeRange range,
      List<Instrument> instruments,
      List<Timeframe> timeframes,
      Instant startedAt,
      String reason) {
    clickHouse.query(
        """
        INSERT INTO ${database}.snapshots (id, run, kind, range_from, range_to, instruments, timeframes, started_at, reason)
        VALUES ({id:UUID}, {run:String}, 'bars', fromUnixTimestamp64Milli({from:Int64}, 'UTC'),
            fromUnixTimestamp64Milli({to:Int64}, 'UTC'), {instruments:Array(String)}, {timeframes:Array(String)},
            fromUnixTimestamp64Milli({at:Int64}, 'UTC'), {reason:String})\
        """,
        Map.of(
            "id", id.toString(),
            "run", run,
            "from", range.from().toEpochMilli(),
            "to", range.to().toEpochMilli(),
            "instruments", instruments.stream().map(Instrument::toString).toList(),
            "timeframes", timeframes.stream().map(Timeframe::label).toList(),
            "at", startedAt.toEpochMilli(),
            "reason", reason),
        row -> row);
  }
}
