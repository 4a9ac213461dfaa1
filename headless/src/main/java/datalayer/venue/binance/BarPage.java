package datalayer.venue.binance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import datalayer.market.Bar;
import datalayer.venue.RejectedRow;
import datalayer.venue.binance.BarRow.BadRowException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one answer, in its order: an array of arrays. Each is read as a bar or says why it is
 * none; whether they follow each other is asked elsewhere.
 */
final class BarPage {

  private static final String MEANT = "bars";

  private final byte[] body;
  private final List<Row> rows;

  /**
   * A row.
   *
   * @param from its first byte in the body
   * @param to behind its last
   * @param bar or null when it says none
   * @param reason why it says none, or null
   */
  record Row(int from, int to, @Nullable Bar bar, @Nullable String reason) {}

  private BarPage(byte[] body, List<Row> rows) {
    this.body = body;
    this.rows = rows;
  }

  /**
   * Reads an answer.
   *
   * @throws BrokenAnswerException when it is no array of arrays, or none of its rows says a bar
   */
  static BarPage read(byte[] body) throws BrokenAnswerException {
    List<Row> rows = Json.read(body, MEANT, parser -> new Reading(parser).rows());
    BarPage page = new BarPage(body, rows);
    if (!rows.isEmpty() && rows.stream().allMatch(row -> row.bar() == null)) {
      throw new BrokenAnswerException(
          "none of the %d rows of its answer can be read; the first, %s: %s"
              .formatted(
                  rows.size(),
                  PublishedChecksum.shown(page.raw(rows.getFirst())),
                  rows.getFirst().reason()));
    }
    return page;
  }

  List<Row> rows() {
    return rows;
  }

  /** A row as it came, cut where it is long. */
  String raw(Row row) {
    return BarCsv.text(body, row.from(), Math.min(row.to(), row.from() + RejectedRow.MAX_RAW));
  }

  /** Writes each row as a line of the archive's CSV, so that both are read by the same code. */
  private static final class Reading {

    /** Longer than any number of a market; the rest of a longer one is not looked at. */
    private static final int LONGEST_NUMBER = 120;

    private final JsonParser parser;
    private final BarRow row = new BarRow();
    private final byte[] line = new byte[BarRow.COLUMNS * (LONGEST_NUMBER + 1)];
    private int length;

    Reading(JsonParser parser) {
      this.parser = parser;
    }

    List<Row> rows() throws IOException, BrokenAnswerException {
      Json.expect(parser, JsonToken.START_ARRAY, "an array of " + MEANT);
      List<Row> rows = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
          throw Json.unexpected(parser, "a row");
        }
        rows.add(row());
      }
      return rows;
    }

    private Row row() throws IOException {
      int from = (int) parser.currentTokenLocation().getByteOffset();
      @Nullable String reason = null;
      int columns = 0;
      length = 0;
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token.isStructStart()) {
          parser.skipChildren();
          reason = "column %d is no plain value".formatted(columns + 1);
        } else if (columns < BarRow.COLUMNS) {
          column();
        }
        columns++;
      }
      int to = (int) parser.currentLocation().getByteOffset();
      if (columns != BarRow.COLUMNS) {
        reason = "it has %d columns, %d are expected".formatted(columns, BarRow.COLUMNS);
      }
      return reason == null ? said(from, to) : new Row(from, to, null, reason);
    }

    private Row said(int from, int to) {
      try {
        return new Row(from, to, row.read(line, 0, length - 1, BarRow.COLUMNS), null);
      } catch (BadRowException e) {
        return new Row(from, to, null, e.getMessage());
      }
    }

    private void column() throws IOException {
      char[] text = parser.getTextCharacters();
      int start = parser.getTextOffset();
      int taken = Math.min(parser.getTextLength(), LONGEST_NUMBER);
      for (int i = start; i < start + taken; i++) {
        char c = text[i];
        // a comma would make two columns of one
        line[length++] = c < 128 && c != ',' ? (byte) c : (byte) '?';
      }
      line[length++] = ',';
    }
  }
}
