package datalayer.app.cli;

import datalayer.backfill.Plan;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan for a terminal or a script. */
final class PlanText {

  private PlanText() {}

  static void print(PrintWriter out, Plan plan, boolean json) {
    if (json) {
      Json.print(out, plain(plan));
      return;
    }
    TextTable table = new TextTable("SERIES", ">MISSING", ">HAVE", ">FILES", ">DOWNLOAD");
    for (Plan.SeriesPlan series : plan.series()) {
      table.row(
          series.series().toString(),
          Figures.count(series.missing()),
          Figures.count(series.have()),
          String.valueOf(series.files()),
          Figures.bytes(bytes(series)));
    }
    table.print(out);
    out.printf(
        "Plan %s: %s bars in %d chunks from %d archive files, %s to download. Nothing you have is overwritten.%n",
        plan.id(),
        Figures.count(plan.rows()),
        plan.chunks(),
        plan.files(),
        Figures.bytes(plan.bytes()));
    plan.remarks().forEach(out::println);
  }

  private static long bytes(Plan.SeriesPlan series) {
    return series.chunks().stream()
        .flatMap(c -> c.sources().stream())
        .mapToLong(s -> Math.max(0, s.bytes()))
        .sum();
  }

  private static Map<String, Object> plain(Plan plan) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", plan.id());
    document.put("rows", plan.rows());
    document.put("have", plan.rowsHeld());
    document.put("files", plan.files());
    document.put("bytes", plan.bytes());
    document.put("chunks", plan.chunks());
    document.put("remarks", plan.remarks());
    document.put(
        "series",
        plan.series().stream()
            .map(s ->
                Map.of(
                    "series", s.series().toString(),
                    "missing", s.missing(),
                    "have", s.have(),
                    "files",
                        s.chunks().stream()
                            .flatMap(c -> c.sources().stream())
                            .map(Plan.ArchiveSource::path)
                            .toList()))
            .toList());
    document.put("overwrites", List.of());
    return document;
  }
}
