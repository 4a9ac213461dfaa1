package datalayer.store;

import datalayer.market.Amount;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads ClickHouse's {@code RowBinary}: values one after another, little-endian, without names. Who
 * reads must know the columns. Confined to one thread.
 */
public final class RowBinaryReader {

  private static final int CAPACITY = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[CAPACITY];
  private int position;
  private int limit;

  public RowBinaryReader(InputStream in) {
    this.in = in;
  }

  /** Whether another row begins here. */
  public boolean hasNext() throws IOException {
    return position < limit || fill();
  }

  public int uint8() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("the answer ends within a row");
    }
    return buffer[position++] & 0xff;
  }

  public boolean bool() throws IOException {
    return uint8() != 0;
  }

  public int uint16() throws IOException {
    return uint8() | uint8() << 8;
  }

  public int int32() throws IOException {
    return uint16() | uint16() << 16;
  }

  /** Also for unsigned 64-bit numbers, whose bits these are. */
  public long int64() throws IOException {
    if (limit - position >= Long.BYTES) {
      long value = 0;
      for (int i = Long.BYTES - 1; i >= 0; i--) {
        value = value << 8 | (buffer[position + i] & 0xff);
      }
      position += Long.BYTES;
      return value;
    }
    return (int32() & 0xffffffffL) | (long) int32() << 32;
  }

  /** A {@code Decimal(38, 18)}. */
  public Amount amount() throws IOException {
    long low = int64();
    return new Amount(int64(), low);
  }

  public @Nullable Amount nullableAmount() throws IOException {
    return bool() ? null : amount();
  }

  public String string() throws IOException {
    return new String(bytes(varint()), StandardCharsets.UTF_8);
  }

  /** The length of a string or array. */
  public int varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int b = uint8();
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return Math.toIntExact(value);
      }
    }
    throw new IOException("a length of more than 64 bits");
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      if (position == limit && !fill()) {
        throw new EOFException("the answer ends within a string");
      }
      int part = Math.min(length - done, limit - position);
      System.arraycopy(buffer, position, bytes, done, part);
      position += part;
      done += part;
    }
    return bytes;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, CAPACITY));
    return limit > 0;
  }
}
