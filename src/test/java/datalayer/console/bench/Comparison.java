package datalayer.console.bench;

import datalayer.bench.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The figures of several charts in several rounds, as one table: median, least and most. */
final class Comparison {

  private final String title;
  private final List<String> charts = new ArrayList<>();
  private final Map<String, Map<String, Map<Integer, Double>>> rows = new LinkedHashMap<>();

  /**
   * @param ours the chart beside which the others stand: what they take is also told as a multiple
   *     of what it takes
   */
  Comparison(String title, String ours) {
    this.title = title;
    charts.add(ours);
  }

  void add(String chart, int round, Figures figures) {
    if (!charts.contains(chart) && !figures.values().isEmpty()) {
      charts.add(chart);
    }
    figures
        .values()
        .forEach((name, value) ->
            rows.computeIfAbsent(name, any -> new LinkedHashMap<>())
                .computeIfAbsent(chart, any -> new TreeMap<>())
                .put(round, value));
  }

  /** Everything, aligned. */
  String text() {
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(title, charts.getFirst()));
    charts.stream().skip(1).forEach(chart -> head.addAll(List.of(chart, "times ours")));
    table.add(head);
    rows.forEach((name, figures) -> table.add(row(name, figures)));
    int[] widths = new int[head.size()];
    for (List<String> row : table) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(String.format(Locale.ROOT, "%-" + widths[i] + "s  ", row.get(i)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private List<String> row(String name, Map<String, Map<Integer, Double>> figures) {
    @Nullable Map<Integer, Double> ours = figures.get(charts.getFirst());
    List<String> row = new ArrayList<>(List.of("  " + name, cell(ours)));
    for (String chart : charts.subList(1, charts.size())) {
      @Nullable Map<Integer, Double> theirs = figures.get(chart);
      row.add(cell(theirs));
      row.add(cell(ratios(theirs, ours)));
    }
    return row;
  }

  /** Round by round, those that both have. */
  private static @Nullable Map<Integer, Double> ratios(
      @Nullable Map<Integer, Double> theirs, @Nullable Map<Integer, Double> ours) {
    if (theirs == null || ours == null) {
      return null;
    }
    Map<Integer, Double> ratios = new TreeMap<>();
    theirs.forEach((round, value) -> {
      Double beside = ours.get(round);
      if (beside != null && beside > 0) {
        ratios.put(round, value / beside);
      }
    });
    return ratios;
  }

  private static String cell(@Nullable Map<Integer, Double> values) {
    if (values == null || values.isEmpty()) {
      return "-";
    }
    Samples samples = new Samples(List.copyOf(values.values()));
    String median = Samples.written(samples.median());
    return values.size() == 1
        ? median
        : "%s (%s to %s)"
            .formatted(median, Samples.written(samples.min()), Samples.written(samples.max()));
  }
}
