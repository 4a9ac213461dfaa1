package datalayer.control.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * {@code control.json}: where the door of a data directory is, readable by its owner only. A
 * process that was killed leaves it behind; whoever reads it must ask {@link #isOfLivingProcess}
 * before sending the token to a port that may be another program's by now.
 *
 * @param url of the control API, without a path
 * @param role {@code daemon} or {@code console}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ControlFile(String url, String token, ProcessMark process, String role) {

  private static final String NAME = "control.json";
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

  /** Where it lies in a data directory. */
  public static Path in(Path data) {
    return data.resolve(NAME);
  }

  /** The one of a data directory; empty where there is none. */
  public static Optional<ControlFile> read(Path data) throws IOException {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(in(data)), ControlFile.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Whether the process that wrote it is still there, and not another one of the same number. */
  public boolean isOfLivingProcess() {
    return process != null && process.isAlive();
  }

  /** Puts it into a data directory, whole or not at all, over whatever is there. */
  public void write(Path data) throws IOException {
    Path part = Files.createTempFile(data, NAME, ".part", ownerOnly(data));
    try {
      Files.write(part, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, in(data), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Takes it away, unless another process has put its own there. */
  public void remove(Path data) throws IOException {
    if (read(data).filter(this::equals).isPresent()) {
      Files.delete(in(data));
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "%s at %s (%s)".formatted(role, url, process);
  }

  private static FileAttribute<?>[] ownerOnly(Path data) {
    return data.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
