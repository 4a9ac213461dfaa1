package datalayer.console.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What Linux says of a process and of all that it started.
 *
 * @param root its number
 */
record ProcessTree(long root) {

  /** Linux counts processor time for everybody in hundredths of a second. */
  private static final double MILLIS_PER_TICK = 10;

  private static final int USER = 11;
  private static final int SYSTEM = 12;

  static boolean isKnown() {
    return Files.isReadable(Path.of("/proc/self/smaps_rollup"));
  }

  /** Milliseconds of processor time so far. */
  double cpuMillis() {
    return sum(ProcessTree::cpuMillis);
  }

  /** MiB, what processes share counted once. */
  double memory() {
    return sum(pid -> mebibytes(pid, "smaps_rollup", "Pss:"));
  }

  /** MiB resident of the largest process whose command line says this; all of it, shared or not. */
  double resident(String word) {
    return pids().stream()
        .filter(pid -> text(pid, "cmdline").contains(word))
        .mapToDouble(pid -> mebibytes(pid, "status", "VmRSS:"))
        .max()
        .orElse(0);
  }

  private double sum(ToDoubleFunction<Long> figure) {
    return pids().stream().mapToDouble(figure).sum();
  }

  private List<Long> pids() {
    return ProcessHandle.of(root)
        .map(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
        .orElse(Stream.empty())
        .map(ProcessHandle::pid)
        .toList();
  }

  private static double cpuMillis(long pid) {
    String stat = text(pid, "stat");
    // the name, in brackets, may hold spaces
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
    return fields.length <= SYSTEM
        ? 0
        : (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MILLIS_PER_TICK;
  }

  private static double mebibytes(long pid, String file, String field) {
    return text(pid, file)
        .lines()
        .filter(line -> line.startsWith(field))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .sum();
  }

  /** Empty when it ended meanwhile. */
  private static String text(long pid, String file) {
    try {
      return Files.readString(
          Path.of("/proc", String.valueOf(pid), file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
