package datalayer.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk, as H2 sees it, that is full when it is told to be: {@code fullable:/data/operations}.
 * There is one of them. H2 makes its paths by reflection, which is why the class is public.
 */
public final class FullableDisk extends FilePathWrapper {

  /** What the disk still takes. */
  enum Room {
    /** Everything. */
    ALL,
    /** What lies within a file as it is. */
    WITHIN_FILES,
    /** Nothing, as where each write takes new blocks. */
    NONE
  }

  private static volatile Room room = Room.ALL;

  static void register() {
    FilePath.register(new FullableDisk());
  }

  static void has(Room left) {
    room = left;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new OnIt(getBase().open(mode));
  }

  @Override
  public String getScheme() {
    return "fullable";
  }

  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // as the file below it
  private static final class OnIt extends FileBaseDefault {

    private final FileChannel file;

    OnIt(FileChannel file) {
      this.file = file;
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
      boolean taken =
          switch (room) {
            case ALL -> true;
            case WITHIN_FILES -> position + from.remaining() <= file.size();
            case NONE -> false;
          };
      if (!taken) {
        throw new IOException("No space left on device");
      }
      return file.write(from, position);
    }

    @Override
    public int read(ByteBuffer to, long position) throws IOException {
      return file.read(to, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
