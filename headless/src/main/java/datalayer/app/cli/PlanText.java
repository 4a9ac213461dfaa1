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
    TextTable table =
        new TextTable("SERIES", ">MISSING", ">HAVE", ">EMPTY", ">FILES", ">REQUESTS", ">DOWNLOAD");
    for (Plan.SeriesPlan series : plan.series()) {
      table.row(
          series.series().toString(),
          Figures.count(series.missing()),
          Figures.count(series.have()),
          Figures.count(series.empty()),
          String.valueOf(series.files()),
          String.valueOf(series.requests()),
          Figures.bytes(bytes(series)));
    }
    table.print(out);
    out.printf(
        "Plan %s: %s in %s from %s and %s, %s to download.%s %s%n",
        plan.id(),
        Figures.counted(plan.rowsWanted(), "bar"),
        Figures.counted(plan.chunks(), "chunk"),
        Figures.counted(plan.files(), "archive file"),
        Figures.counted(plan.requests(), "request"),
        Figures.bytes(plan.bytes()),
        time(plan),
        overwrites(plan));
    plan.remarks().forEach(out::println);
  }

  private static String time(Plan plan) {
    return plan.chunks() == 0
        ? ""
        : " %s (%s).".formatted(Figures.about(plan.expected()), plan.basis());
  }

  /** What happens to bars that are there already. */
  private static String overwrites(Plan plan) {
    return switch (plan.request().load()) {
      case MISSING, HOLES -> "Bars you have are left alone.";
      case CHANGED, EVERYTHING ->
          "%s you have are read again and compared; one that the venue states differently becomes an amendment, both values are kept."
              .formatted(Figures.counted(plan.rowsReread(), "bar"));
    };
  }

  private static long bytes(Plan.SeriesPlan series) {
    return series.chunks().stream().mapToLong(Plan.PlannedChunk::bytes).sum();
  }

  private static Map<String, Object> plain(Plan plan) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", plan.id());
    document.put("rows", plan.rows());
    document.put("rows_wanted", plan.rowsWanted());
    document.put("have", plan.rowsHeld());
    document.put("reread", plan.rowsReread());
    document.put("not_due", plan.rowsNotDue());
    document.put("files", plan.files());
    document.put("requests", plan.requests());
    document.put("bytes", plan.bytes());
    document.put("chunks", plan.chunks());
    document.put("expected_seconds", plan.expected().toSeconds());
    document.put("basis", plan.basis());
    document.put("remarks", plan.remarks());
    document.put("series", plan.series().stream().map(PlanText::plain).toList());
    document.put("overwrites", overwrites(plan));
    return document;
  }

  private static Map<String, Object> plain(Plan.SeriesPlan series) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("series", series.series().toString());
    document.put("missing", series.missing());
    document.put("have", series.have());
    document.put("reread", series.reread());
    document.put("empty_at_venue", series.empty());
    document.put("waiting", series.waiting());
    document.put("not_listed", series.unlisted());
    document.put("not_due", series.notDue());
    document.put("requests", series.requests());
    document.put(
        "files",
        series.chunks().stream()
            .flatMap(c -> c.sources().stream())
            .map(Plan.ArchiveSource::path)
            .toList());
    return document;
  }
}
