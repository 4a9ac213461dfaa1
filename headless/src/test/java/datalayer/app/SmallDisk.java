package datalayer.app;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A file system of a few megabytes that can really be full. */
final class SmallDisk implements AutoCloseable {

  private final Path directory;
  private final Path filler;

  private SmallDisk(Path directory) {
    this.directory = directory;
    this.filler = directory.resolve("filler");
  }

  /**
   * One at a directory that is there; where this process may not mount one, the test is skipped.
   */
  static SmallDisk mounted(Path directory, int megabytes) throws Exception {
    assumeThat(Path.of("/proc/mounts")).as("file systems can be mounted only on Linux").exists();
    int code =
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString());
    assumeThat(code).as("this process may not mount a small file system").isZero();
    return new SmallDisk(directory);
  }

  /** Takes all the room there is. */
  void fill() throws IOException {
    try (FileChannel file =
        FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int size = 1 << 22; size > 0; size /= 2) {
        try {
          while (true) {
            file.write(ByteBuffer.allocate(size));
          }
        } catch (IOException e) {
          // no room for so much; for less there may be
        }
      }
    }
  }

  /** Gives the room back. */
  void free() throws IOException {
    Files.delete(filler);
  }

  @Override
  public void close() {
    try {
      run("umount", "-l", directory.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }
}
