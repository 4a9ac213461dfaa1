package datalayer.control.http;

import datalayer.control.BarColumns;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bars as they travel: {@code DLB1}, the number of bars as a 32-bit integer, then column after
 * column, numbers in big-endian order: open times (ms since the epoch, 64-bit), open, high, low,
 * close, volume (64-bit floating point), trades (32-bit), sources (8-bit, 0 archive, 1 REST, 2
 * socket), and {@code END.} so that an answer that broke off is not taken for a whole one. 53 bytes
 * a bar.
 */
final class BarStream {

  static final String TYPE = "application/vnd.datalayer.bars";

  private static final int HEAD = 0x444C4231;
  private static final int TAIL = 0x454E442E;
  private static final int MOST = 200_000_000;
  private static final int AT_ONCE = 8192;

  private BarStream() {}

  static void write(BarColumns bars, OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeInt(HEAD);
    out.writeInt(bars.size());
    ByteBuffer buffer = ByteBuffer.allocate(AT_ONCE * Long.BYTES).order(ByteOrder.BIG_ENDIAN);
    for (int at = 0; at < bars.size(); at += AT_ONCE) {
      int n = Math.min(AT_ONCE, bars.size() - at);
      buffer.clear().asLongBuffer().put(bars.openTimes(), at, n);
      out.write(buffer.array(), 0, n * Long.BYTES);
    }
    for (double[] column : figures(bars)) {
      for (int at = 0; at < bars.size(); at += AT_ONCE) {
        int n = Math.min(AT_ONCE, bars.size() - at);
        buffer.clear().asDoubleBuffer().put(column, at, n);
        out.write(buffer.array(), 0, n * Double.BYTES);
      }
    }
    for (int at = 0; at < bars.size(); at += AT_ONCE) {
      int n = Math.min(AT_ONCE, bars.size() - at);
      buffer.clear().asIntBuffer().put(bars.trades(), at, n);
      out.write(buffer.array(), 0, n * Integer.BYTES);
    }
    out.write(bars.sources());
    out.writeInt(TAIL);
    out.flush();
  }

  static BarColumns read(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    int head = in.readInt();
    int size = in.readInt();
    if (head != HEAD || size < 0 || size > MOST) {
      throw new IOException("the answer holds no bars");
    }
    ByteBuffer buffer = ByteBuffer.allocate(AT_ONCE * Long.BYTES).order(ByteOrder.BIG_ENDIAN);
    long[] openTimes = new long[size];
    for (int at = 0; at < size; at += AT_ONCE) {
      int n = Math.min(AT_ONCE, size - at);
      in.readFully(buffer.array(), 0, n * Long.BYTES);
      buffer.clear().asLongBuffer().get(openTimes, at, n);
    }
    BarColumns bars =
        new BarColumns(
            openTimes,
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new int[size],
            new byte[size]);
    for (double[] column : figures(bars)) {
      for (int at = 0; at < size; at += AT_ONCE) {
        int n = Math.min(AT_ONCE, size - at);
        in.readFully(buffer.array(), 0, n * Double.BYTES);
        buffer.clear().asDoubleBuffer().get(column, at, n);
      }
    }
    for (int at = 0; at < size; at += AT_ONCE) {
      int n = Math.min(AT_ONCE, size - at);
      in.readFully(buffer.array(), 0, n * Integer.BYTES);
      buffer.clear().asIntBuffer().get(bars.trades(), at, n);
    }
    in.readFully(bars.sources());
    if (in.readInt() != TAIL) {
      throw new IOException("the bars are damaged");
    }
    return bars;
  }

  private static double[][] figures(BarColumns bars) {
    return new double[][] {bars.open(), bars.high(), bars.low(), bars.close(), bars.volume()};
  }
}
