package datalayer.store.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes inside the frames of a body that came with {@code decompress=1}. */
final class BlockInput extends InputStream {

  private static final int HEAD = BlockFrame.CHECKSUM + BlockFrame.HEADER;

  private final InputStream frames;
  private byte[] block = new byte[0];
  private int at;

  BlockInput(InputStream frames) {
    this.frames = frames;
  }

  @Override
  public int read() throws IOException {
    return fill() ? block[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int size = Math.min(length, block.length - at);
    System.arraycopy(block, at, target, offset, size);
    at += size;
    return size;
  }

  private boolean fill() throws IOException {
    while (at == block.length) {
      byte[] head = frames.readNBytes(HEAD);
      if (head.length == 0) {
        return false;
      }
      if (head.length < HEAD) {
        throw new EOFException("a compressed body ends inside a frame");
      }
      int size = BlockFrame.packedSize(head);
      byte[] frame = Arrays.copyOf(head, HEAD + size);
      if (frames.readNBytes(frame, HEAD, size) < size) {
        throw new EOFException("a compressed body ends inside a frame");
      }
      block = BlockFrame.unpack(frame);
      at = 0;
    }
    return true;
  }
}
