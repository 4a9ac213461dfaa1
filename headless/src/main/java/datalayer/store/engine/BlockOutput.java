package datalayer.store.engine;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Frames for a client that asked with {@code compress=1}. */
final class BlockOutput extends FilterOutputStream {

  private static final int BLOCK = 64 << 10;

  private final byte[] block = new byte[BLOCK];
  private int size;

  BlockOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int part = Math.min(BLOCK - size, length - done);
      System.arraycopy(bytes, offset + done, block, size, part);
      size += part;
      done += part;
      if (size == BLOCK) {
        pack();
      }
    }
  }

  @Override
  public void flush() throws IOException {
    pack();
    out.flush();
  }

  private void pack() throws IOException {
    if (size > 0) {
      out.write(BlockFrame.pack(block, size));
      size = 0;
    }
  }
}
