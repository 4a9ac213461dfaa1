package datalayer.venue.binance;

import datalayer.market.Bar;
import datalayer.venue.RejectedRow;
import datalayer.venue.binance.BarRow.BadRowException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV of bars, with or without a header. A row that says no bar is set aside with the
 * reason; a file most of whose rows say none is not what we took it for.
 */
final class BarCsv {

  /**
   * Columns whose place in a header is checked: a mart with high and low swapped is worse than
   * none.
   */
  private static final int CHECKED_NAMES = 6;

  /** With so many bad rows, and more than good ones, there is no point in reading on. */
  private static final int ENOUGH_BAD_ROWS = 1_000;

  private final Lines lines;
  private final long maxRows;
  private final BarRow row = new BarRow();
  private final List<Bar> bars = new ArrayList<>();
  private final List<RejectedRow> rejected = new ArrayList<>();
  private int columns;
  private long blankLine;

  private BarCsv(InputStream in, long maxRows) {
    this.lines = new Lines(in);
    this.maxRows = maxRows;
  }

  /** The rows of a file, in its order. */
  record Rows(List<Bar> bars, List<RejectedRow> rejected) {}

  /**
   * Reads a file to its end.
   *
   * @param maxRows more are no file of this period
   * @throws BrokenFileException when it is no CSV of bars
   */
  static Rows read(InputStream in, long maxRows) throws IOException, BrokenFileException {
    BarCsv csv = new BarCsv(in, maxRows);
    csv.readAll();
    return new Rows(csv.bars, csv.rejected);
  }

  private void readAll() throws IOException, BrokenFileException {
    if (!lines.next()) {
      throw new BrokenFileException("the CSV is empty");
    }
    if (!isHeader()) {
      readLine();
    }
    while (lines.next()) {
      readLine();
    }
    if (rejected.size() > bars.size()) {
      throw mostlyBad();
    }
  }

  /**
   * Whether the first line names the columns.
   *
   * @throws BrokenFileException when it is neither that nor a row
   */
  private boolean isHeader() throws BrokenFileException {
    byte[] bytes = lines.bytes();
    columns = Math.max(BarRow.COLUMNS, BarRow.columns(bytes, lines.from(), lines.to()));
    byte first = lines.length() == 0 ? (byte) '\n' : bytes[lines.from()];
    if (first >= '0' && first <= '9') {
      return false;
    }
    String line = text(bytes, lines.from(), lines.to());
    String[] names = line.toLowerCase(Locale.ROOT).split(",", -1);
    if (names.length < BarRow.COLUMNS || !names[0].matches("[a-z_ \"]+")) {
      throw new BrokenFileException(
          "the CSV starts with \"%s\", which is neither a header nor a row of bars"
              .formatted(PublishedChecksum.shown(line)));
    }
    for (int i = 0; i < CHECKED_NAMES; i++) {
      String name = names[i].strip().replace("\"", "").replace(' ', '_');
      if (!name.equals(BarRow.name(i))) {
        throw new BrokenFileException(
            "the CSV's header names column %d \"%s\" where %s is expected"
                .formatted(i + 1, PublishedChecksum.shown(names[i]), BarRow.name(i)));
      }
    }
    return true;
  }

  private void readLine() throws BrokenFileException {
    if (lines.length() == 0) {
      // the file may end with blank lines; rows behind one show that it does not end there
      blankLine = blankLine == 0 ? lines.number() : blankLine;
      return;
    }
    if (blankLine != 0) {
      reject(blankLine, "", "it is empty");
      blankLine = 0;
    }
    @Nullable String reason = null;
    if (lines.overlong()) {
      reason = String.format(Locale.ROOT, "it is longer than %,d bytes", Lines.LONGEST);
    } else {
      try {
        bars.add(row.read(lines.bytes(), lines.from(), lines.to(), columns));
      } catch (BadRowException e) {
        reason = e.getMessage();
      }
    }
    if (reason != null) {
      int end = Math.min(lines.to(), lines.from() + RejectedRow.MAX_RAW);
      reject(lines.number(), text(lines.bytes(), lines.from(), end), reason);
    }
    if (bars.size() + rejected.size() > maxRows) {
      throw new BrokenFileException(
          String.format(
              Locale.ROOT,
              "the CSV has more than %,d rows, which its period has no room for",
              maxRows));
    }
  }

  private void reject(long line, String raw, String reason) throws BrokenFileException {
    rejected.add(new RejectedRow(line, raw, reason));
    if (rejected.size() >= ENOUGH_BAD_ROWS && rejected.size() > bars.size()) {
      throw mostlyBad();
    }
  }

  private BrokenFileException mostlyBad() {
    RejectedRow first = rejected.getFirst();
    return new BrokenFileException(
        String.format(
            Locale.ROOT,
            "the CSV is none of bars: %,d of its first %,d rows cannot be read, the first in line %d: %s",
            rejected.size(),
            rejected.size() + bars.size(),
            first.line(),
            first.reason()));
  }

  /** Bytes as text; what is no UTF-8 becomes a replacement character. */
  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
