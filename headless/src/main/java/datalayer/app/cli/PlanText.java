package datalayer.app.cli;

import datalayer.backfill.Plan;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
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
        "Plan %s: %s in %s from %s, %s to download. %s%n",
        plan.id(),
        Figures.counted(plan.rows(), "bar"),
        Figures.counted(plan.chunks(), "chunk"),
        Figures.counted(plan.files(), "archive file"),
        Figures.bytes(plan.bytes()),
        overwrites(plan));
    plan.remarks().forEach(out::println);
  }

  /** What happens to bars that are there already. */
  private static String overwrites(Plan plan) {
    return switch (plan.request().load()) {
      case MISSING, HOLES -> "Bars you have are left alone.";
      case CHANGED, EVERYTHING ->
          "Bars you have are compared; one that the venue states differently becomes an amendment, both values are kept.";
    };
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
    document.put("overwrites", overwrites(plan));
    return document;
  }
}
