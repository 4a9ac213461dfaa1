package datalayer.store;

import datalayer.market.Amount;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes ClickHouse's {@code RowBinary} into memory. Confined to one thread. */
public final class RowBinaryWriter {

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;

  /**
   * @param capacity in bytes, to start with
   */
  public RowBinaryWriter(int capacity) {
    this.bytes = new byte[capacity];
  }

  public void int8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  /** Also for unsigned 64-bit numbers, whose bits these are. */
  public void int64(long value) {
    reserve(Long.BYTES);
    LITTLE_ENDIAN.set(bytes, size, value);
    size += Long.BYTES;
  }

  public void amount(Amount amount) {
    int64(amount.low());
    int64(amount.high());
  }

  public void nullableAmount(@Nullable Amount amount) {
    if (amount == null) {
      int8(1);
    } else {
      int8(0);
      amount(amount);
    }
  }

  /** A string of bytes already encoded in UTF-8. */
  public void string(byte[] utf8) {
    varint(utf8.length);
    raw(utf8);
  }

  /** Bytes that are already in the format. */
  public void raw(byte[] encoded) {
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  /** The length of a string or array. */
  public void varint(int value) {
    int rest = value;
    while (rest >= 0x80) {
      int8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    int8(rest);
  }

  /** What was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
