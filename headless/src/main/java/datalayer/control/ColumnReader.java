package datalayer.control;

import datalayer.store.RowBinaryReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads the rows of {@code BarTables.columns} into columns that grow as they come. */
final class ColumnReader {

  private static final int FIRST_CAPACITY = 1 << 16;
  private static final BarColumns.Source[] BY_RANK = {
    BarColumns.Source.SOCKET,
    BarColumns.Source.SOCKET,
    BarColumns.Source.REST,
    BarColumns.Source.ARCHIVE
  };

  private int size;
  private long[] openTimes = new long[FIRST_CAPACITY];
  private double[] open = new double[FIRST_CAPACITY];
  private double[] high = new double[FIRST_CAPACITY];
  private double[] low = new double[FIRST_CAPACITY];
  private double[] close = new double[FIRST_CAPACITY];
  private double[] volume = new double[FIRST_CAPACITY];
  private int[] trades = new int[FIRST_CAPACITY];
  private byte[] sources = new byte[FIRST_CAPACITY];

  private ColumnReader() {}

  static BarColumns read(InputStream answer) throws IOException {
    ColumnReader columns = new ColumnReader();
    RowBinaryReader rows = new RowBinaryReader(answer);
    while (rows.hasNext()) {
      columns.add(rows);
    }
    return columns.trimmed();
  }

  private void add(RowBinaryReader row) throws IOException {
    if (size == openTimes.length) {
      resize(size * 2);
    }
    openTimes[size] = row.int64();
    open[size] = Double.longBitsToDouble(row.int64());
    high[size] = Double.longBitsToDouble(row.int64());
    low[size] = Double.longBitsToDouble(row.int64());
    close[size] = Double.longBitsToDouble(row.int64());
    volume[size] = Double.longBitsToDouble(row.int64());
    trades[size] = row.int32();
    sources[size] = (byte) BY_RANK[row.uint8()].ordinal();
    size++;
  }

  private BarColumns trimmed() {
    resize(size);
    return new BarColumns(openTimes, open, high, low, close, volume, trades, sources);
  }

  private void resize(int capacity) {
    openTimes = Arrays.copyOf(openTimes, capacity);
    open = Arrays.copyOf(open, capacity);
    high = Arrays.copyOf(high, capacity);
    low = Arrays.copyOf(low, capacity);
    close = Arrays.copyOf(close, capacity);
    volume = Arrays.copyOf(volume, capacity);
    trades = Arrays.copyOf(trades, capacity);
    sources = Arrays.copyOf(sources, capacity);
  }
}
