package datalayer.venue.binance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The text of a zip's entry. It ends, and may be trusted, only when size and CRC agree with the
 * zip's directory; it never gives more bytes than it is allowed to.
 */
final class EntryStream extends InputStream {

  /** Small entries may be as regular as they like. */
  private static final long RATIO_COUNTS_FROM = 1 << 20;

  private final OneEntryZip entry;
  private final FileChannel file;
  private final long maxBytes;
  private final int maxRatio;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final ByteBuffer input = ByteBuffer.allocate(64 * 1024);
  private long taken;
  private long given;
  private boolean ended;

  EntryStream(OneEntryZip entry, FileChannel file, long maxBytes, int maxRatio) {
    this.entry = entry;
    this.file = file;
    this.maxBytes = maxBytes;
    this.maxRatio = maxRatio;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    int read =
        entry.method() == OneEntryZip.STORED
            ? stored(target, offset, length)
            : inflated(target, offset, length);
    if (read < 0) {
      ended = true;
      checkEnd();
      return -1;
    }
    crc.update(target, offset, read);
    given += read;
    checkLimits();
    return read;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    file.close();
  }

  private int stored(byte[] target, int offset, int length) throws IOException {
    int wanted = (int) Math.min(length, entry.compressed() - taken);
    if (wanted == 0) {
      return -1;
    }
    int read = file.read(ByteBuffer.wrap(target, offset, wanted), entry.dataStart() + taken);
    taken += Math.max(read, 0);
    return read;
  }

  private int inflated(byte[] target, int offset, int length) throws IOException {
    try {
      while (true) {
        int made = inflater.inflate(target, offset, length);
        if (made > 0) {
          return made;
        }
        if (inflater.finished()) {
          return -1;
        }
        if (inflater.needsDictionary() || !feed()) {
          throw new BrokenEntryException("the zip's entry ends in the middle");
        }
      }
    } catch (DataFormatException e) {
      throw new BrokenEntryException("the zip's entry is damaged and cannot be unpacked");
    }
  }

  private boolean feed() throws IOException {
    long left = entry.compressed() - taken;
    input.clear().limit((int) Math.min(input.capacity(), left));
    int read = left == 0 ? -1 : file.read(input, entry.dataStart() + taken);
    if (read <= 0) {
      return false;
    }
    taken += read;
    inflater.setInput(input.array(), 0, read);
    return true;
  }

  private void checkLimits() throws BrokenEntryException {
    if (given > maxBytes) {
      throw new BrokenEntryException(
          String.format(Locale.ROOT, "the zip's entry unpacks to more than %,d bytes", maxBytes));
    }
    if (given > RATIO_COUNTS_FROM && given / Math.max(1, entry.compressed()) >= maxRatio) {
      throw new BrokenEntryException(
          "the zip's entry unpacks to more than %d times its size".formatted(maxRatio));
    }
  }

  private void checkEnd() throws BrokenEntryException {
    long used = entry.method() == OneEntryZip.STORED ? taken : inflater.getBytesRead();
    if (given != entry.uncompressed() || used != entry.compressed()) {
      throw new BrokenEntryException(
          String.format(
              Locale.ROOT,
              "the zip's entry unpacks to %,d bytes where its directory says %,d",
              given,
              entry.uncompressed()));
    }
    if (crc.getValue() != entry.crc()) {
      throw new BrokenEntryException("the zip's entry does not have the CRC its directory says");
    }
  }

  /** The entry is not what the zip's directory promised; the message is for people. */
  static final class BrokenEntryException extends IOException {
    private static final long serialVersionUID = 1;

    BrokenEntryException(String message) {
      super(message);
    }
  }
}
