package datalayer.venue.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body to a file and takes its SHA-256 on the way. What the file held before is lost; the
 * file of an abandoned body is deleted.
 */
public final class FileSink implements BodySink<Download> {

  private final Path file;
  private final MessageDigest digest = sha256();
  private @Nullable FileChannel channel;
  private long bytes;

  public FileSink(Path file) {
    this.file = file;
  }

  @Override
  public void take(ByteBuffer buffer) throws IOException {
    digest.update(buffer.duplicate());
    bytes += buffer.remaining();
    FileChannel out = open();
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }

  @Override
  public Download complete() throws IOException {
    open().close();
    return new Download(file, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public void abandon() {
    try {
      if (channel != null) {
        channel.close();
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("a half download cannot be deleted: " + file, e);
    }
  }

  private FileChannel open() throws IOException {
    if (channel == null) {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    }
    return channel;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
