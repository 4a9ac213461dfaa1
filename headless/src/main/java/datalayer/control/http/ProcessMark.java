package datalayer.control.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one of the same number.
 *
 * @param started when it began, in the system's own words. On Linux these are ticks since the
 *     machine started: a time of day would be another one after the clock is set.
 */
public record ProcessMark(long pid, String started) {

  private static final int START_AFTER_NAME = 19;

  /** This process. */
  public static ProcessMark own() {
    long pid = ProcessHandle.current().pid();
    return new ProcessMark(pid, startOf(pid).orElse(""));
  }

  /** Whether this very process is still there. */
  public boolean isAlive() {
    return startOf(pid).filter(started::equals).isPresent();
  }

  @Override
  public String toString() {
    return "process " + pid;
  }

  private static Optional<String> startOf(long pid) {
    Optional<ProcessHandle> handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (handle.isEmpty()) {
      return Optional.empty();
    }
    try {
      String stat =
          Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      // The name in brackets may hold anything; fields are counted from behind it.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(fields[START_AFTER_NAME]);
    } catch (IOException e) {
      return Optional.of(handle.get().info().startInstant().map(Instant::toString).orElse(""));
    }
  }
}
