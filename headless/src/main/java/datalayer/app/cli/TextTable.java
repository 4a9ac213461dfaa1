package datalayer.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: columns as wide as their widest cell, numbers at the right. */
final class TextTable {

  private static final String GAP = "  ";

  private final List<String> header;
  private final List<Boolean> right;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param columns names; one that begins with {@code >} is aligned at the right
   */
  TextTable(String... columns) {
    this.header = new ArrayList<>();
    this.right = new ArrayList<>();
    for (String column : columns) {
      boolean number = column.startsWith(">");
      header.add(number ? column.substring(1) : column);
      right.add(number);
    }
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void print(PrintWriter out) {
    print(out, header);
    rows.forEach(row -> print(out, row));
  }

  private void print(PrintWriter out, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String space = " ".repeat(width(i) - cell.length());
      boolean last = i == cells.size() - 1;
      line.append(right.get(i) ? space + cell : cell + (last ? "" : space));
      line.append(last ? "" : GAP);
    }
    out.println(line);
  }

  private int width(int column) {
    int width = header.get(column).length();
    for (List<String> row : rows) {
      width = Math.max(width, row.get(column).length());
    }
    return width;
  }
}
