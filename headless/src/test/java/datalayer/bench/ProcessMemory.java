package datalayer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux says of a process's memory.
 *
 * @param resident MiB now
 * @param peak MiB at most so far
 */
record ProcessMemory(double resident, double peak) {

  static boolean isKnown() {
    return Files.isReadable(Path.of("/proc/self/status"));
  }

  static ProcessMemory of(long pid) throws IOException {
    double resident = 0;
    double peak = 0;
    for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        resident = mebibytes(line);
      } else if (line.startsWith("VmHWM:")) {
        peak = mebibytes(line);
      }
    }
    return new ProcessMemory(resident, peak);
  }

  private static double mebibytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
  }
}
