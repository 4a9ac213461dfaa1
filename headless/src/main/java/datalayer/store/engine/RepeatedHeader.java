package datalayer.store.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How long the header is that the engine puts before each block of a stream. Formats whose blocks
 * cannot be put together by leaving a header out are not known here.
 */
enum RepeatedHeader {
  /** Blocks follow each other as they are. */
  NONE,
  /** A line of names. */
  CSV_NAMES,
  /** A line of names and one of types. */
  CSV_TYPES,
  /** As CSV, but a line end in a name is escaped. */
  LINE,
  LINES,
  /** A number of columns, then their names. */
  BINARY_NAMES,
  /** The same, then their types. */
  BINARY_TYPES;

  private static final Set<String> PLAIN =
      Set.of(
          "CSV",
          "TSV",
          "TABSEPARATED",
          "TSVRAW",
          "TABSEPARATEDRAW",
          "TSKV",
          "ROWBINARY",
          "NATIVE",
          "JSONEACHROW",
          "JSONLINES",
          "NDJSON",
          "JSONSTRINGSEACHROW",
          "JSONCOMPACTEACHROW",
          "JSONCOMPACTSTRINGSEACHROW");

  /** How to join blocks of a format; empty when it has to be made in one piece. */
  static Optional<RepeatedHeader> of(String format) {
    String name = format.toUpperCase(Locale.ROOT);
    if (PLAIN.contains(name)) {
      return Optional.of(NONE);
    }
    return switch (name) {
      case "CSVWITHNAMES" -> Optional.of(CSV_NAMES);
      case "CSVWITHNAMESANDTYPES" -> Optional.of(CSV_TYPES);
      case "TSVWITHNAMES",
          "TABSEPARATEDWITHNAMES",
          "JSONCOMPACTEACHROWWITHNAMES",
          "JSONCOMPACTSTRINGSEACHROWWITHNAMES" ->
          Optional.of(LINE);
      case "TSVWITHNAMESANDTYPES",
          "TABSEPARATEDWITHNAMESANDTYPES",
          "JSONCOMPACTEACHROWWITHNAMESANDTYPES",
          "JSONCOMPACTSTRINGSEACHROWWITHNAMESANDTYPES" ->
          Optional.of(LINES);
      case "ROWBINARYWITHNAMES" -> Optional.of(BINARY_NAMES);
      case "ROWBINARYWITHNAMESANDTYPES" -> Optional.of(BINARY_TYPES);
      default -> Optional.empty();
    };
  }

  /** The header's length in bytes at the beginning of a block. */
  long length(MemorySegment block) {
    return switch (this) {
      case NONE -> 0;
      case CSV_NAMES -> csvLine(block, 0);
      case CSV_TYPES -> csvLine(block, csvLine(block, 0));
      case LINE -> line(block, 0);
      case LINES -> line(block, line(block, 0));
      case BINARY_NAMES -> strings(block, 1);
      case BINARY_TYPES -> strings(block, 2);
    };
  }

  private static long line(MemorySegment block, long from) {
    long at = from;
    while (at < block.byteSize() && block.get(ValueLayout.JAVA_BYTE, at) != '\n') {
      at++;
    }
    return Math.min(at + 1, block.byteSize());
  }

  private static long csvLine(MemorySegment block, long from) {
    boolean quoted = false;
    for (long at = from; at < block.byteSize(); at++) {
      byte letter = block.get(ValueLayout.JAVA_BYTE, at);
      if (letter == '"') {
        quoted = !quoted; // a doubled quote turns it off and on again
      } else if (letter == '\n' && !quoted) {
        return at + 1;
      }
    }
    return block.byteSize();
  }

  private static long strings(MemorySegment block, int each) {
    long[] position = {0};
    long count = number(block, position) * each;
    for (long i = 0; i < count; i++) {
      long size = number(block, position);
      position[0] += size;
    }
    return position[0];
  }

  private static long number(MemorySegment block, long[] position) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = block.get(ValueLayout.JAVA_BYTE, position[0]++);
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
