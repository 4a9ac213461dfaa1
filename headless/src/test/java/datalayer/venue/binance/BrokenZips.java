package datalayer.venue.binance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes zips that are wrong in one way each. */
final class BrokenZips {

  private static final int LOCAL_FLAGS = 6;
  private static final int LOCAL_NAME = 30;
  private static final int DIRECTORY_FLAGS = 8;
  private static final int DIRECTORY_METHOD = 10;
  private static final int DIRECTORY_CRC = 16;
  private static final int DIRECTORY_COMPRESSED = 20;
  private static final int DIRECTORY_UNCOMPRESSED = 24;
  private static final int DIRECTORY_START = 42;
  private static final int END_LENGTH = 22;
  private static final int END_DIRECTORY = 16;

  private BrokenZips() {}

  static byte[] of(byte[] text, String... names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] encrypted(byte[] zip) {
    byte[] changed = zip.clone();
    changed[LOCAL_FLAGS] |= 1;
    changed[directory(zip) + DIRECTORY_FLAGS] |= 1;
    return changed;
  }

  static byte[] withMethod(byte[] zip, int method) {
    byte[] changed = zip.clone();
    changed[directory(zip) + DIRECTORY_METHOD] = (byte) method;
    return changed;
  }

  static byte[] withOtherLocalName(byte[] zip) {
    byte[] changed = zip.clone();
    changed[LOCAL_NAME] = 'X';
    return changed;
  }

  static byte[] withOtherCrc(byte[] zip) {
    byte[] changed = zip.clone();
    changed[directory(zip) + DIRECTORY_CRC] ^= 1;
    return changed;
  }

  static byte[] withOtherSize(byte[] zip) {
    byte[] changed = zip.clone();
    changed[directory(zip) + DIRECTORY_UNCOMPRESSED] ^= 1;
    return changed;
  }

  static byte[] withOtherCompressedSize(byte[] zip) {
    byte[] changed = zip.clone();
    changed[directory(zip) + DIRECTORY_COMPRESSED + 1] ^= 64;
    return changed;
  }

  /** Bytes before the entry, with every offset put right, as a self-extracting program has them. */
  static byte[] withBytesInFront(byte[] zip) {
    byte[] front = "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII);
    byte[] changed = joined(front, zip);
    ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    int end = changed.length - END_LENGTH;
    int directory = directory(zip) + front.length;
    buffer.putInt(end + END_DIRECTORY, directory);
    buffer.putInt(directory + DIRECTORY_START, front.length);
    return changed;
  }

  /** A gap between the entry and the directory, in which something could hide. */
  static byte[] withGap(byte[] zip) {
    int directory = directory(zip);
    byte[] changed =
        joined(
            joined(Arrays.copyOf(zip, directory), new byte[100]),
            Arrays.copyOfRange(zip, directory, zip.length));
    ByteBuffer.wrap(changed)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(changed.length - END_LENGTH + END_DIRECTORY, directory + 100);
    return changed;
  }

  /** A byte of the compressed data turned over. */
  static byte[] withDamagedData(byte[] zip) {
    byte[] changed = zip.clone();
    changed[zip.length / 3] ^= 0x40;
    return changed;
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static int directory(byte[] zip) {
    return ByteBuffer.wrap(zip)
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt(zip.length - END_LENGTH + END_DIRECTORY);
  }
}
