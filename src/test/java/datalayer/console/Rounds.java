package datalayer.console;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures taken in several rounds, so that each is told with how far it varies. */
final class Rounds {

  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  /** How many are taken, {@code -Dbench.rounds}. */
  static int wanted() {
    return Integer.getInteger("bench.rounds", 5);
  }

  /** Where, and beside what else, the figures are taken. */
  static String machine() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%d cores, %s %s, load %.1f, Java %s",
        system.getAvailableProcessors(),
        system.getName(),
        system.getArch(),
        system.getSystemLoadAverage(),
        Runtime.version());
  }

  void add(String name, double figure) {
    figures.computeIfAbsent(name, any -> new ArrayList<>()).add(figure);
  }

  double median(String name) {
    List<Double> sorted = sorted(name);
    int size = sorted.size();
    return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }

  /** A line: name, median, and from the least to the most. */
  String line(String name, String unit) {
    List<Double> sorted = sorted(name);
    return String.format(
        Locale.ROOT,
        "%-44s %6.2f %s  (%.2f – %.2f, %d rounds)",
        name,
        median(name),
        unit,
        sorted.getFirst(),
        sorted.getLast(),
        sorted.size());
  }

  private List<Double> sorted(String name) {
    return figures.getOrDefault(name, List.of()).stream().sorted().toList();
  }
}
