package datalayer.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Holds a data directory for one process; the operating system gives it back when that dies. */
final class DirectoryLock implements AutoCloseable {

  private static final String NAME = "datalayer.lock";

  private final FileChannel channel;
  private final FileLock lock;

  private DirectoryLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the directory, creating it where it is missing.
   *
   * @throws StartException when another process holds it or it cannot be written
   */
  static DirectoryLock take(Path directory) {
    Path file = directory.resolve(NAME);
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = lock(channel);
      if (lock == null) {
        String holder = Files.readString(file).strip();
        channel.close();
        throw new StartException(
            "the data directory %s is in use by process %s; stop that daemon, console or command, or choose another directory with --data-dir. Commands go through a daemon or console by themselves once it has started"
                .formatted(directory, holder));
      }
      channel.truncate(0);
      byte[] pid = String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
      channel.write(ByteBuffer.wrap(pid), 0);
      return new DirectoryLock(channel, lock);
    } catch (IOException e) {
      throw new StartException(
          "the data directory %s cannot be written: %s; make it writable, or choose another with --data-dir"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
