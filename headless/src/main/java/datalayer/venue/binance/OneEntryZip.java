package datalayer.venue.binance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Finds the one entry of a zip, and believes nothing it can check: exactly one entry of the
 * expected name, the same in the directory and before the data, nothing before, between or behind.
 * Nothing is ever written by an entry's name. (The JDK's reader takes more than it should here: it
 * compares neither names nor CRCs.)
 *
 * @param method {@link #STORED} or {@link #DEFLATED}
 * @param dataStart offset of the entry's first byte
 */
record OneEntryZip(
    String name, int method, long crc, long compressed, long uncompressed, long dataStart) {

  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int DIRECTORY_SIGNATURE = 0x02014b50;
  private static final int DIRECTORY_SIZE = 46;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int ENCRYPTED = 1;
  private static final int DESCRIPTOR_FOLLOWS = 8;
  private static final int LONGEST_DESCRIPTOR = 24;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final long IN_ZIP64 = 0xffffffffL;
  private static final int MAX_DIRECTORY = 10_000;

  /**
   * Reads the zip's directory.
   *
   * @throws BrokenFileException saying what is wrong with the zip
   */
  static OneEntryZip of(FileChannel file, String expected) throws IOException, BrokenFileException {
    long size = file.size();
    ByteBuffer tail = read(file, Math.max(0, size - END_SIZE - LONGEST_COMMENT), size);
    int end = endRecord(tail);
    int entries = tail.getShort(end + 10) & 0xffff;
    long length = tail.getInt(end + 12) & IN_ZIP64;
    long start = tail.getInt(end + 16) & IN_ZIP64;
    if (entries != 1) {
      throw new BrokenFileException(
          "the zip has %s, not the one that is expected"
              .formatted(entries == 0 ? "no entries" : entries + " entries"));
    }
    long endAt = size - tail.capacity() + end;
    if (length < DIRECTORY_SIZE || length > MAX_DIRECTORY || start + length != endAt) {
      throw new BrokenFileException("the zip's directory is not where it should be");
    }
    OneEntryZip entry = directoryEntry(read(file, start, endAt), expected);
    return entry.checkedAgainst(file, start);
  }

  /** The entry's bytes, checked against size, CRC and limits while they are read. */
  InputStream open(Path file, long maxBytes, int maxRatio) throws IOException {
    return new EntryStream(this, FileChannel.open(file), maxBytes, maxRatio);
  }

  private static int endRecord(ByteBuffer tail) throws BrokenFileException {
    for (int at = tail.capacity() - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE) {
        int comment = tail.getShort(at + 20) & 0xffff;
        int behind = tail.capacity() - at - END_SIZE - comment;
        if (behind > 0) {
          throw new BrokenFileException(
              String.format(Locale.ROOT, "%,d bytes follow the zip's end", behind));
        }
        if (behind == 0) {
          return at;
        }
      }
    }
    throw new BrokenFileException(
        tail.capacity() >= 4 && tail.getInt(0) == LOCAL_SIGNATURE
            ? "the zip is truncated: its end is missing"
            : "it is no zip");
  }

  private static OneEntryZip directoryEntry(ByteBuffer directory, String expected)
      throws BrokenFileException {
    if (directory.getInt(0) != DIRECTORY_SIGNATURE) {
      throw new BrokenFileException("the zip's directory is damaged");
    }
    int nameLength = directory.getShort(28) & 0xffff;
    int extraLength = directory.getShort(30) & 0xffff;
    int commentLength = directory.getShort(32) & 0xffff;
    if (DIRECTORY_SIZE + nameLength + extraLength + commentLength != directory.capacity()) {
      throw new BrokenFileException("the zip's directory is damaged");
    }
    String name = text(directory, DIRECTORY_SIZE, nameLength);
    if (!name.equals(expected)) {
      throw new BrokenFileException(
          "the zip holds \"%s\" where \"%s\" is expected"
              .formatted(PublishedChecksum.shown(name), expected));
    }
    if ((directory.getShort(8) & ENCRYPTED) != 0) {
      throw new BrokenFileException("the zip's entry is encrypted");
    }
    int method = directory.getShort(10) & 0xffff;
    if (method != STORED && method != DEFLATED) {
      throw new BrokenFileException(
          "the zip's entry is compressed by method %d, not by deflate".formatted(method));
    }
    Sizes sizes = Sizes.of(directory, DIRECTORY_SIZE + nameLength, extraLength);
    return new OneEntryZip(
        name,
        method,
        directory.getInt(16) & IN_ZIP64,
        sizes.compressed,
        sizes.uncompressed,
        sizes.start);
  }

  /**
   * Sizes and offset, which a streaming writer may keep in the ZIP64 field though they are small.
   */
  private record Sizes(long compressed, long uncompressed, long start) {

    static Sizes of(ByteBuffer directory, int extraAt, int extraLength) throws BrokenFileException {
      long uncompressed = directory.getInt(24) & IN_ZIP64;
      long compressed = directory.getInt(20) & IN_ZIP64;
      long start = directory.getInt(42) & IN_ZIP64;
      ByteBuffer wide = zip64(directory, extraAt, extraLength);
      try {
        uncompressed = uncompressed == IN_ZIP64 ? wide.getLong() : uncompressed;
        compressed = compressed == IN_ZIP64 ? wide.getLong() : compressed;
        start = start == IN_ZIP64 ? wide.getLong() : start;
      } catch (BufferUnderflowException e) {
        throw new BrokenFileException("the zip's directory is damaged");
      }
      return new Sizes(compressed, uncompressed, start);
    }

    private static ByteBuffer zip64(ByteBuffer directory, int from, int length) {
      int at = from;
      while (at + 4 <= from + length) {
        int id = directory.getShort(at) & 0xffff;
        int size = directory.getShort(at + 2) & 0xffff;
        if (id == 1 && at + 4 + size <= from + length) {
          return directory.slice(at + 4, size).order(ByteOrder.LITTLE_ENDIAN);
        }
        at += 4 + size;
      }
      return ByteBuffer.allocate(0);
    }
  }

  /** Compares the directory with the header before the data, and finds the data. */
  private OneEntryZip checkedAgainst(FileChannel file, long directoryAt)
      throws IOException, BrokenFileException {
    if (dataStart != 0) {
      throw new BrokenFileException("the zip does not start with its entry");
    }
    ByteBuffer header = read(file, 0, Math.min(LOCAL_SIZE, directoryAt));
    if (header.capacity() < LOCAL_SIZE || header.getInt(0) != LOCAL_SIGNATURE) {
      throw new BrokenFileException("the zip does not start with its entry");
    }
    int nameLength = header.getShort(26) & 0xffff;
    long data = (long) LOCAL_SIZE + nameLength + (header.getShort(28) & 0xffff);
    if (data > directoryAt) {
      throw new BrokenFileException("the zip's entry reaches into its directory");
    }
    String localName = text(read(file, LOCAL_SIZE, LOCAL_SIZE + nameLength), 0, nameLength);
    if (!localName.equals(name) || (header.getShort(8) & 0xffff) != method) {
      throw new BrokenFileException(
          "the zip contradicts itself: the directory says \"%s\", the entry \"%s\""
              .formatted(name, PublishedChecksum.shown(localName)));
    }
    boolean descriptor = (header.getShort(6) & DESCRIPTOR_FOLLOWS) != 0;
    long behind = directoryAt - data - compressed;
    if (compressed < 0 || behind < 0 || behind > (descriptor ? LONGEST_DESCRIPTOR : 0)) {
      throw new BrokenFileException("the zip's directory gives its entry a wrong size");
    }
    return new OneEntryZip(name, method, crc, compressed, uncompressed, data);
  }

  private static ByteBuffer read(FileChannel file, long from, long to)
      throws IOException, BrokenFileException {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.toIntExact(to - from)).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, from + buffer.position()) < 0) {
        throw new BrokenFileException("the zip is truncated");
      }
    }
    return buffer;
  }

  private static String text(ByteBuffer buffer, int at, int length) {
    byte[] bytes = new byte[length];
    buffer.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
