package datalayer.landing;

import datalayer.landing.LandingException.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Exact insert bytes on disk, one file per token, until they are proven in ClickHouse. A file under
 * its final name is whole: it is written beside it, synced and renamed. Safe for use by many
 * threads.
 */
public final class Spool {

  private static final String PART = ".part";
  private static final String ROWS = ".rowbinary";

  /** Below this many bytes on the disk nothing new is begun. */
  private static final long RESERVE = 64L << 20;

  private static final int PROBE = 64 << 10;
  private static final AtomicLong PROBES = new AtomicLong();

  private final Path directory;

  /** Opens the spool, creating the directory where it is missing. */
  public Spool(Path directory) {
    try {
      this.directory = Files.createDirectories(directory);
    } catch (IOException e) {
      throw new LandingException(
          "the spool %s cannot be created: %s; make the data directory writable, or choose another with --data-dir"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** Keeps bytes; when this returns they survive a crash. */
  void keep(String token, byte[] bytes) {
    Path part = directory.resolve(token + PART);
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(false);
      }
      Files.move(part, file(token), StandardCopyOption.ATOMIC_MOVE);
      syncDirectory();
    } catch (IOException e) {
      part.toFile().delete();
      throw new LandingException(
          Trouble.NO_ROOM,
          "%d bytes cannot be kept in %s: %s".formatted(bytes.length, directory, reason(e)),
          e);
    }
  }

  /** Why nothing can be kept here, for people; empty while all is well. It is tried out. */
  Optional<String> trouble() {
    Path probe = directory.resolve("probe-" + PROBES.incrementAndGet() + PART);
    try {
      // not by Files.getFileStore: in a chroot, which has no mount point, that fails
      long left = directory.toFile().getUsableSpace();
      if (left < RESERVE && directory.toFile().getTotalSpace() > 0) {
        return Optional.of("Disk: %d MiB left at %s".formatted(left >> 20, directory));
      }
      try (FileChannel channel =
          FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.allocate(PROBE));
        channel.force(false);
      }
      Files.delete(probe);
      return Optional.empty();
    } catch (IOException e) {
      probe.toFile().delete();
      return Optional.of("%s cannot be written: %s".formatted(directory, reason(e)));
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException f && f.getReason() != null
        ? String.valueOf(f.getReason())
        : e.getClass().getSimpleName() + " " + e.getMessage();
  }

  /** The bytes kept under a token. */
  byte[] read(String token) throws NoSuchFileException {
    try {
      return Files.readAllBytes(file(token));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw new LandingException("%s cannot be read: %s".formatted(file(token), e.getMessage()), e);
    }
  }

  void remove(String token) {
    try {
      Files.deleteIfExists(file(token));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes files that no promise refers to: their process died before it made one. */
  int removeAllBut(Set<String> tokens) {
    int removed = 0;
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> orphans = files.filter(f -> !tokens.contains(token(f))).toList();
      for (Path orphan : orphans) {
        Files.delete(orphan);
        removed++;
      }
      return removed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many bytes lie in the spool. */
  public long bytes() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(f -> f.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String token) {
    return directory.resolve(token + ROWS);
  }

  private static String token(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(ROWS) ? name.substring(0, name.length() - ROWS.length()) : name;
  }

  /**
   * A rename is durable only when its directory is; where that cannot be asked for, it is implied.
   */
  private void syncDirectory() {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows does not open directories; its renames are journalled.
    }
  }
}
