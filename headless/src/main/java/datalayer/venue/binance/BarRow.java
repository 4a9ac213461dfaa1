package datalayer.venue.binance;

import datalayer.market.Amount;
import datalayer.market.Bar;

/**
 * Reads rows of bars: twelve columns, as Binance's REST gives them. Whether a bar makes sense is
 * not asked here, only whether the row says one.
 */
final class BarRow {

  static final int COLUMNS = 12;

  private static final String[] NAMES = {
    "open_time",
    "open",
    "high",
    "low",
    "close",
    "volume",
    "close_time",
    "quote_volume",
    "count",
    "taker_buy_volume",
    "taker_buy_quote_volume",
    "ignore"
  };

  /** A moment between 2001 and 2286 has as many digits as this in each unit. */
  private static final int SECOND_DIGITS = 10;

  private static final int MILLI_DIGITS = 13;
  private static final int MICRO_DIGITS = 16;
  private static final int NANO_DIGITS = 19;
  private static final int LONGEST_COUNT = 18;

  /** Where each column starts; column {@code i} ends one byte before column {@code i + 1}. */
  private final int[] starts = new int[COLUMNS + 1];

  /** The name of a column, from 0. */
  static String name(int column) {
    return NAMES[column];
  }

  /** How many columns a line has. */
  static int columns(byte[] bytes, int from, int to) {
    int columns = 1;
    for (int i = from; i < to; i++) {
      if (bytes[i] == ',') {
        columns++;
      }
    }
    return columns;
  }

  /**
   * Says a line as a bar.
   *
   * @param columns how many columns the file has; those beyond the twelfth are passed over
   * @throws BadRowException naming the column
   */
  Bar read(byte[] bytes, int from, int to, int columns) throws BadRowException {
    split(bytes, from, to, columns);
    long openTime = time(bytes, 0);
    Amount open = amount(bytes, 1);
    Amount high = amount(bytes, 2);
    Amount low = amount(bytes, 3);
    Amount close = amount(bytes, 4);
    Amount volume = amount(bytes, 5);
    checkCloseTime(bytes, openTime);
    return new Bar(
        openTime,
        open,
        high,
        low,
        close,
        volume,
        amount(bytes, 7),
        count(bytes),
        amount(bytes, 9),
        amount(bytes, 10));
  }

  private void split(byte[] bytes, int from, int to, int columns) throws BadRowException {
    int found = 1;
    starts[0] = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == ',') {
        if (found <= COLUMNS) {
          starts[found] = i + 1;
        }
        found++;
      }
    }
    if (found != columns) {
      throw new BadRowException("it has %d columns, %d are expected".formatted(found, columns));
    }
    if (found == COLUMNS) {
      starts[COLUMNS] = to + 1;
    }
  }

  private Amount amount(byte[] bytes, int column) throws BadRowException {
    try {
      return Amount.parse(bytes, starts[column], starts[column + 1] - 1);
    } catch (NumberFormatException e) {
      String reason = PublishedChecksum.shown(String.valueOf(e.getMessage()));
      throw new BadRowException("column %s: %s".formatted(NAMES[column], reason));
    }
  }

  /** Milliseconds since the epoch, from milli- or microseconds. */
  private long time(byte[] bytes, int column) throws BadRowException {
    long time = digits(bytes, column);
    int length = starts[column + 1] - 1 - starts[column];
    if (length == MILLI_DIGITS) {
      return time;
    }
    if (length == MICRO_DIGITS) {
      if (column == 0 && time % 1000 != 0) {
        throw new BadRowException(
            "column %s: %d µs is not a whole millisecond".formatted(NAMES[column], time));
      }
      return time / 1000;
    }
    String unit =
        switch (length) {
          case SECOND_DIGITS -> "seconds";
          case NANO_DIGITS -> "nanoseconds";
          default -> "no time of a market";
        };
    throw new BadRowException(
        "column %s: %s looks like %s; milli- or microseconds are expected"
            .formatted(NAMES[column], text(bytes, column), unit));
  }

  private void checkCloseTime(byte[] bytes, long openTime) throws BadRowException {
    if (time(bytes, 6) < openTime) {
      throw new BadRowException(
          "column %s: %s is before the bar opens".formatted(NAMES[6], text(bytes, 6)));
    }
  }

  private long count(byte[] bytes) throws BadRowException {
    if (starts[9] - 1 - starts[8] > LONGEST_COUNT) {
      throw new BadRowException("column %s: %s is too large".formatted(NAMES[8], text(bytes, 8)));
    }
    return digits(bytes, 8);
  }

  /** An unsigned whole number of up to 18 digits; of a longer one, any value. */
  private long digits(byte[] bytes, int column) throws BadRowException {
    long value = 0;
    int end = starts[column + 1] - 1;
    for (int i = starts[column]; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new BadRowException(
            "column %s: \"%s\" is no whole number".formatted(NAMES[column], text(bytes, column)));
      }
      value = value * 10 + digit;
    }
    if (end == starts[column]) {
      throw new BadRowException("column %s: a number is missing".formatted(NAMES[column]));
    }
    return value;
  }

  private String text(byte[] bytes, int column) {
    int from = starts[column];
    String text = BarCsv.text(bytes, from, starts[column + 1] - 1);
    return PublishedChecksum.shown(text);
  }

  /** A row says no bar; the message says why. */
  static final class BadRowException extends Exception {
    private static final long serialVersionUID = 1;

    BadRowException(String message) {
      super(message, null, false, false);
    }
  }
}
