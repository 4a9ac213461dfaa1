package datalayer.store.engine;

import com.clickhouse.data.ClickHouseCityHash;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/**
 * ClickHouse's native compression of HTTP bodies: frames of a checksum, a method, two sizes and the
 * data. Its own clients use it unless told not to.
 */
@SuppressWarnings(
    "deprecation") // the client's hash is the format's, and goes with its old API only
final class BlockFrame {

  static final int CHECKSUM = 16;
  static final int HEADER = 9;

  private static final byte PLAIN = 0x02;
  private static final byte LZ4 = (byte) 0x82;
  private static final byte ZSTD = (byte) 0x90;
  private static final int LIMIT = 1 << 30;
  private static final LZ4Factory LZ4_CODEC = LZ4Factory.safeInstance();

  private BlockFrame() {}

  /** One frame around some bytes, compressed as fast as can be. */
  static byte[] pack(byte[] data, int size) {
    byte[] packed = LZ4_CODEC.fastCompressor().compress(data, 0, size);
    byte[] frame = new byte[CHECKSUM + HEADER + packed.length];
    ByteBuffer fields = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    fields.position(CHECKSUM).put(LZ4).putInt(HEADER + packed.length).putInt(size).put(packed);
    long[] checksum = ClickHouseCityHash.cityHash128(frame, CHECKSUM, frame.length - CHECKSUM);
    fields.putLong(0, checksum[0]).putLong(Long.BYTES, checksum[1]);
    return frame;
  }

  /** How many bytes of data follow a frame's checksum and header. */
  static int packedSize(byte[] head) throws IOException {
    int size = fields(head).getInt(CHECKSUM + 1) - HEADER;
    if (size < 0 || size > LIMIT) {
      throw new CorruptBodyException(
          "a compressed body's frame says that it has " + size + " bytes");
    }
    return size;
  }

  /** The bytes inside a frame, after its checksum was compared. */
  static byte[] unpack(byte[] frame) throws IOException {
    ByteBuffer fields = fields(frame);
    long[] checksum = ClickHouseCityHash.cityHash128(frame, CHECKSUM, frame.length - CHECKSUM);
    if (fields.getLong(0) != checksum[0] || fields.getLong(Long.BYTES) != checksum[1]) {
      throw new CorruptBodyException("a compressed body's frame has another checksum than it says");
    }
    int size = fields.getInt(CHECKSUM + 1 + Integer.BYTES);
    if (size < 0 || size > LIMIT) {
      throw new CorruptBodyException(
          "a compressed body's frame says that it holds " + size + " bytes");
    }
    byte[] packed = Arrays.copyOfRange(frame, CHECKSUM + HEADER, frame.length);
    return switch (frame[CHECKSUM]) {
      case PLAIN -> packed;
      case LZ4 -> unpackLz4(packed, size);
      case ZSTD -> unpackZstd(packed, size);
      default ->
          throw new CorruptBodyException(
              "a compressed body's frame has the unknown method " + (frame[CHECKSUM] & 0xFF));
    };
  }

  private static byte[] unpackZstd(byte[] packed, int size) throws IOException {
    try {
      return Zstd.decompress(packed, size);
    } catch (ZstdException e) {
      throw new CorruptBodyException(
          "a compressed body's frame cannot be unpacked: " + e.getMessage());
    }
  }

  private static byte[] unpackLz4(byte[] packed, int size) throws IOException {
    try {
      return LZ4_CODEC.safeDecompressor().decompress(packed, size);
    } catch (LZ4Exception e) {
      throw new CorruptBodyException(
          "a compressed body's frame cannot be unpacked: " + e.getMessage());
    }
  }

  private static ByteBuffer fields(byte[] frame) {
    return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
  }
}
