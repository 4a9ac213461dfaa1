package datalayer.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Collects figures and prints them as one table; progress goes to standard error meanwhile. */
final class Report {

  private static final List<String> HEAD =
      List.of("figure", "unit", "min", "median", "max", "runs", "goal", "");

  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final List<String> notRun = new ArrayList<>();

  /** A target that a figure's median is held against. */
  record Goal(double bound, boolean atLeast) {

    static Goal atLeast(double bound) {
      return new Goal(bound, true);
    }

    static Goal atMost(double bound) {
      return new Goal(bound, false);
    }

    boolean isMet(double median) {
      return atLeast ? median >= bound : median <= bound;
    }

    @Override
    public String toString() {
      return (atLeast ? ">= " : "<= ") + Samples.written(bound);
    }
  }

  /** What follows belongs together. */
  void section(String title) {
    rows.add(List.of(title));
    progress("== " + title);
  }

  void figure(String name, String unit, Samples samples) {
    add(name, unit, samples, "", "");
  }

  void figure(String name, String unit, Samples samples, Goal goal) {
    add(name, unit, samples, goal.toString(), goal.isMet(samples.median()) ? "met" : "MISSED");
  }

  /** A sentence that a reader of the figures needs. */
  void remark(String text) {
    remarks.add(text);
  }

  void notRun(String what, String why) {
    notRun.add(what + ": " + why);
    progress("not run: " + what + ": " + why);
  }

  static void progress(String text) {
    System.err.println(text);
  }

  /** Everything, aligned. */
  String text(List<String> machine) {
    StringBuilder text = new StringBuilder("\n");
    machine.forEach(line -> text.append(line).append('\n'));
    text.append('\n').append(table());
    append(text, "Remarks", remarks);
    append(text, "Not run", notRun);
    return text.toString();
  }

  private void add(String name, String unit, Samples samples, String goal, String verdict) {
    List<String> row =
        List.of(
            "  " + name,
            unit,
            Samples.written(samples.min()),
            Samples.written(samples.median()),
            Samples.written(samples.max()),
            String.valueOf(samples.values().size()),
            goal,
            verdict);
    rows.add(row);
    progress(row.stream().filter(cell -> !cell.isEmpty()).collect(Collectors.joining("  ")));
  }

  private String table() {
    int[] widths = new int[HEAD.size()];
    List<List<String>> all = new ArrayList<>(rows);
    all.addFirst(HEAD);
    for (List<String> row : all) {
      for (int i = 0; row.size() > 1 && i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        boolean number = i >= 2 && i <= 5;
        String format = "%" + (number ? "" : "-") + Math.max(1, widths[i]) + "s  ";
        line.append(String.format(Locale.ROOT, format, row.get(i)));
      }
      table.append(line.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private static void append(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append('\n').append(title).append('\n');
      lines.forEach(line -> text.append("  ").append(line).append('\n'));
    }
  }
}
