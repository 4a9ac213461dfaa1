package datalayer.store.engine;

import java.util.Locale;
import java.util.Set;

/** The media types under which a server sends its formats. */
final class ContentType {

  static final String TEXT = "text/plain; charset=UTF-8";

  private static final Set<String> BINARY =
      Set.of("NATIVE", "PARQUET", "ORC", "ARROW", "ARROWSTREAM", "AVRO", "MSGPACK", "BSONEACHROW");

  private ContentType() {}

  static String of(String format) {
    String name = format.toUpperCase(Locale.ROOT);
    if (name.contains("JSON") || name.equals("NDJSON")) {
      boolean lines = name.contains("EACHROW") || name.contains("LINES") || name.equals("NDJSON");
      return (lines ? "application/x-ndjson" : "application/json") + "; charset=UTF-8";
    }
    if (name.startsWith("CSV")) {
      return "text/csv; charset=UTF-8; header=" + (name.contains("NAMES") ? "present" : "absent");
    }
    if (name.startsWith("TABSEPARATED") || name.startsWith("TSV")) {
      return "text/tab-separated-values; charset=UTF-8";
    }
    boolean binary = name.startsWith("ROWBINARY") || BINARY.contains(name);
    return binary ? "application/octet-stream" : TEXT;
  }
}
