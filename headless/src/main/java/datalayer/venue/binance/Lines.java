package datalayer.venue.binance;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Walks through the lines of a text without making strings of them. A line ends with a line feed,
 * or a carriage return and a line feed, or where the text ends; a byte order mark is passed over.
 * Of a line that is too long only the start is kept, so that memory is bounded.
 */
final class Lines {

  /** A longer line is {@link #overlong}; a true row has less than 200 bytes. */
  static final int LONGEST = 4_096;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream in;
  private final byte[] buffer = new byte[128 * 1024];
  private int limit;
  private int next;
  private int from;
  private int to;
  private long number;
  private boolean overlong;
  private boolean atEnd;

  Lines(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false when there is none. */
  boolean next() throws IOException {
    if (number == 0) {
      skipByteOrderMark();
    }
    overlong = false;
    from = next;
    int scanned = next;
    while (true) {
      int end = lineFeed(scanned);
      if (end >= 0) {
        next = end + 1;
        return found(end);
      }
      scanned = limit;
      if (scanned - from > LONGEST) {
        overlong = true;
        limit = from + LONGEST;
        scanned = limit;
      }
      if (!fill(scanned)) {
        next = limit;
        return limit > from && found(limit);
      }
      scanned -= shifted;
    }
  }

  /** The bytes that hold the line, from {@link #from} to {@link #to}. */
  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  /** Exclusive, and without the line break. */
  int to() {
    return to;
  }

  int length() {
    return to - from;
  }

  /** Of the line, from 1. */
  long number() {
    return number;
  }

  boolean overlong() {
    return overlong;
  }

  private int shifted;

  private boolean found(int end) {
    number++;
    to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    overlong |= to - from > LONGEST;
    return true;
  }

  private int lineFeed(int start) {
    byte[] bytes = buffer;
    for (int i = start; i < limit; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Reads on behind {@code limit}, after moving the line under way to the buffer's start. */
  private boolean fill(int scanned) throws IOException {
    shifted = from;
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, scanned - from);
      limit -= from;
      from = 0;
    }
    while (!atEnd && limit < buffer.length) {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        atEnd = true;
      } else if (read > 0) {
        limit += read;
        return true;
      }
    }
    return false;
  }

  private void skipByteOrderMark() throws IOException {
    while (limit < BYTE_ORDER_MARK.length && fill(limit)) {
      // until there is enough to compare
    }
    int length = BYTE_ORDER_MARK.length;
    if (limit >= length && Arrays.equals(buffer, 0, length, BYTE_ORDER_MARK, 0, length)) {
      next = length;
    }
  }
}
