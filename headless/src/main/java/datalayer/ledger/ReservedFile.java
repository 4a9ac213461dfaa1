package datalayer.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.store.fs.FileBaseDefault;

/**
 * An H2 file with zeros ahead of it that H2 does not see: blocks that the disk has given already,
 * so that they are there when it is full. H2's own content ends in a block that is not all zero,
 * which tells the two apart after a crash. Closing gives the room back.
 *
 * <p>Where a file system gives new blocks for old ones (copy on write) the room ahead is no
 * promise; there the waiting of {@link Reserve} is what remains.
 */
// Reads and writes at a position need no lock: the position of the channel is not used.
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class ReservedFile extends FileBaseDefault {

  /** As many bytes as are kept ahead, and below how many they are made up again. */
  static final long KEPT = 16L << 20;

  private static final long TOP_UP = 12L << 20;

  /** Below this new work is refused: what is under way on all connections has this much. */
  static final long LEAST = 8L << 20;

  private static final int STEP = 1 << 20;
  private static final int BLOCK = 4096;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final FileChannel file;
  private final Reserve reserve;
  private final ReentrantLock growth = new ReentrantLock();

  /** Where H2's content ends. */
  private final AtomicLong end;

  /** Where the file on the disk ends; grows only under the lock. */
  private final AtomicLong allocated;

  /** Whether the file is ours: another process that holds its lock writes it otherwise. */
  private volatile boolean written;

  /** Whether the disk had no more room when it was last asked, and when that was. */
  private volatile boolean refused;

  private volatile long refusedAt;

  ReservedFile(FileChannel file, Reserve reserve) throws IOException {
    this.file = file;
    this.reserve = reserve;
    this.allocated = new AtomicLong(file.size());
    this.end = new AtomicLong(endOfContent(file));
  }

  /** Whether there is too little room ahead and the disk has no more, which is tried out. */
  boolean isShort() {
    if (ahead() >= LEAST || !refused) {
      return false;
    }
    topUp();
    return refused && ahead() < LEAST;
  }

  @Override
  public long size() {
    return end.get();
  }

  @Override
  public int read(ByteBuffer to, long position) throws IOException {
    long left = end.get() - position;
    if (left <= 0) {
      return -1;
    }
    int limit = to.limit();
    to.limit((int) Math.min(limit, to.position() + left));
    try {
      return file.read(to, position);
    } finally {
      to.limit(limit);
    }
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    try {
      return put(from, position);
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      return putWithRoom(from, position, e);
    }
  }

  private int putWithRoom(ByteBuffer from, long position, IOException first) throws IOException {
    IOException failure = first;
    boolean interrupted = false;
    reserve.begin(first);
    try {
      while (true) {
        // An interrupted thread would not rest, and a channel closes itself before one.
        interrupted |= Thread.interrupted();
        reserve.rest(failure);
        try {
          return put(from, position);
        } catch (ClosedChannelException e) {
          throw e;
        } catch (IOException e) {
          failure = e;
        }
      }
    } finally {
      reserve.end();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private int put(ByteBuffer from, long position) throws IOException {
    int count;
    if (position + from.remaining() <= allocated.get()) {
      count = file.write(from, position);
    } else {
      growth.lock();
      try {
        count = file.write(from, position);
        allocated.accumulateAndGet(position + count, Math::max);
      } finally {
        growth.unlock();
      }
    }
    end.accumulateAndGet(position + count, Math::max);
    if (!written) {
      written = true;
      reserve.of(this);
    }
    if (ahead() < TOP_UP) {
      topUp();
    }
    return count;
  }

  private long ahead() {
    return allocated.get() - end.get();
  }

  private void topUp() {
    if ((refused && System.nanoTime() - refusedAt < PAUSE_NANOS) || !growth.tryLock()) {
      return;
    }
    try {
      while (ahead() < KEPT) {
        long from = allocated.get();
        allocated.addAndGet(file.write(ByteBuffer.allocate(STEP), from));
      }
      refused = false;
    } catch (IOException e) {
      refusedAt = System.nanoTime();
      refused = true;
    } finally {
      growth.unlock();
    }
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    growth.lock();
    try {
      if (size < end.get()) {
        file.truncate(size);
        end.set(size);
        allocated.set(size);
      }
    } finally {
      growth.unlock();
    }
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
    growth.lock();
    try (FileChannel closing = file) {
      if (written) {
        closing.truncate(end.get());
      }
    } finally {
      growth.unlock();
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private static long endOfContent(FileChannel file) throws IOException {
    long end = file.size();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    while (end > 0) {
      long start = (end - 1) / BLOCK * BLOCK;
      block.clear().limit((int) (end - start));
      while (block.hasRemaining() && file.read(block, start + block.position()) > 0) {
        // until the block is whole
      }
      if (!isZero(block.flip())) {
        return end;
      }
      end = start;
    }
    return 0;
  }

  private static boolean isZero(ByteBuffer block) {
    return block.mismatch(ByteBuffer.allocate(block.remaining())) < 0;
  }
}
