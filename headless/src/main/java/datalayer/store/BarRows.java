package datalayer.store;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * The bytes of an insert into {@code landing_bars}: every row of it shares source, snapshot, chunk,
 * version and time of sealing. Confined to one thread.
 */
public final class BarRows {

  /** The columns, in the order of the bytes. */
  public static final List<String> COLUMNS =
      List.of(
          "instrument_id",
          "timeframe",
          "timestamp",
          "open",
          "high",
          "low",
          "close",
          "volume",
          "quote_volume",
          "trades",
          "taker_buy_volume",
          "taker_buy_quote_volume",
          "source",
          "snapshot_id",
          "chunk_id",
          "version",
          "ingested_at",
          "raw",
          "fault");

  /** The columns of a bar as {@link #read} wants them, after its {@code timestamp_unix}. */
  static final String FIGURES =
      "open, high, low, close, volume, quote_volume, trades, taker_buy_volume, taker_buy_quote_volume";

  private static final int BYTES_PER_ROW = 260;
  private static final byte[] EMPTY = new byte[0];

  private final RowBinaryWriter out;
  private final byte[] commonColumns;
  private byte[] seriesColumns = EMPTY;
  private int rows;

  /**
   * @param sealedAt milliseconds since the epoch; fixed here, so that a repetition is
   *     byte-identical
   */
  public BarRows(
      int expectedRows,
      Source source,
      UUID snapshot,
      String chunkId,
      Version version,
      long sealedAt) {
    this.out = new RowBinaryWriter(expectedRows * BYTES_PER_ROW + 1024);
    RowBinaryWriter common = new RowBinaryWriter(256);
    common.int8(source.rank());
    common.int64(snapshot.getMostSignificantBits());
    common.int64(snapshot.getLeastSignificantBits());
    common.string(chunkId.getBytes(StandardCharsets.UTF_8));
    common.int64(version.value());
    common.int64(sealedAt);
    this.commonColumns = common.toBytes();
  }

  /** The rows that follow belong to this series. */
  public void series(Series series) {
    RowBinaryWriter columns = new RowBinaryWriter(32);
    columns.int64(series.instrument().id());
    columns.string(series.timeframe().label().getBytes(StandardCharsets.UTF_8));
    seriesColumns = columns.toBytes();
  }

  public void bar(Bar bar) {
    out.raw(seriesColumns);
    out.int64(bar.openTime());
    out.amount(bar.open());
    out.amount(bar.high());
    out.amount(bar.low());
    out.amount(bar.close());
    out.amount(bar.volume());
    out.nullableAmount(bar.quoteVolume());
    trades(bar.trades());
    out.nullableAmount(bar.takerBuyVolume());
    out.nullableAmount(bar.takerBuyQuoteVolume());
    out.raw(commonColumns);
    out.string(EMPTY);
    out.string(EMPTY);
    rows++;
  }

  /**
   * A row that is no bar. It lands with the reason, and the views carry it to {@code
   * rejected_bars}.
   *
   * @param openTime where it is filed, milliseconds since the epoch
   */
  public void unreadable(long openTime, String raw, String fault) {
    out.raw(seriesColumns);
    out.int64(openTime);
    for (int i = 0; i < 5; i++) {
      out.amount(Amount.ZERO);
    }
    out.nullableAmount(null);
    trades(Bar.NOT_GIVEN);
    out.nullableAmount(null);
    out.nullableAmount(null);
    out.raw(commonColumns);
    out.string(raw.getBytes(StandardCharsets.UTF_8));
    out.string(fault.getBytes(StandardCharsets.UTF_8));
    rows++;
  }

  public int rows() {
    return rows;
  }

  public byte[] toBytes() {
    return out.toBytes();
  }

  /** Reads a bar from {@code timestamp_unix} and the columns of {@link #FIGURES}. */
  static Bar read(RowBinaryReader row) throws IOException {
    return new Bar(
        row.int64(),
        row.amount(),
        row.amount(),
        row.amount(),
        row.amount(),
        row.amount(),
        row.nullableAmount(),
        row.bool() ? Bar.NOT_GIVEN : row.int64(),
        row.nullableAmount(),
        row.nullableAmount());
  }

  private void trades(long trades) {
    if (trades == Bar.NOT_GIVEN) {
      out.int8(1);
    } else {
      out.int8(0);
      out.int64(trades);
    }
  }
}
