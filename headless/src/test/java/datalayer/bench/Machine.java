package datalayer.bench;

import datalayer.store.RowBinaryReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the figures were taken. */
final class Machine {

  private Machine() {}

  static List<String> describe(Path folder) {
    try (Product product = Product.fresh(folder)) {
      String engine =
          product
              .headless()
              .clickHouse()
              .query("SELECT version()", Map.of(), RowBinaryReader::string)
              .getFirst();
      var system =
          (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return List.of(
          "%d cores, %d GiB, %s %s, load %s"
              .formatted(
                  system.getAvailableProcessors(),
                  system.getTotalMemorySize() >> 30,
                  system.getName(),
                  system.getArch(),
                  String.format(Locale.ROOT, "%.1f", system.getSystemLoadAverage())),
          "Java %s (%s), ClickHouse %s embedded"
              .formatted(Runtime.version(), System.getProperty("java.vendor"), engine));
    }
  }
}
