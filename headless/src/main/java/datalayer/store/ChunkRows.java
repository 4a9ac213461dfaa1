package datalayer.store;

import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the rows of a chunk are: series of one timeframe over a range within one partition. It
 * narrows every question about a chunk to the primary key's ranges.
 */
public record ChunkRows(List<Series> series, TimeRange range, String chunkId, Version version) {

  /** The condition on the sorting key, without the chunk. */
  static final String KEY =
      "instrument_id IN {instruments:Array(UInt64)} AND timeframe = {timeframe:String} "
          + "AND timestamp >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') "
          + "AND timestamp < fromUnixTimestamp64Milli({to:Int64}, 'UTC')";

  public ChunkRows {
    series = List.copyOf(series);
  }

  Timeframe timeframe() {
    return series.getFirst().timeframe();
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = keyParameters(series, range);
    parameters.put("chunk", chunkId);
    parameters.put("version", Long.toUnsignedString(version.value()));
    return parameters;
  }

  static Map<String, Object> keyParameters(List<Series> series, TimeRange range) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(
        "instruments",
        series.stream()
            .map(s -> new BigInteger(Long.toUnsignedString(s.instrument().id())))
            .toList());
    parameters.put("timeframe", series.getFirst().timeframe().label());
    parameters.put("from", range.from().toEpochMilli());
    parameters.put("to", range.to().toEpochMilli());
    return parameters;
  }
}
