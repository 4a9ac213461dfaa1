package datalayer.market;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * A decimal number with up to 18 places after the point and 38 digits in all, exactly as ClickHouse
 * holds a {@code Decimal(38,18)}: a 128-bit two's complement integer that counts units of 10⁻¹⁸.
 * Two amounts are equal when they are numerically equal.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Amount(long high, long low) implements Comparable<Amount> {

  /** Places after the point. */
  public static final int SCALE = 18;

  public static final Amount ZERO = new Amount(0, 0);

  private static final int PRECISION = 38;
  private static final long[] POWERS_OF_TEN = powersOfTen();
  private static final BigInteger LIMIT = BigInteger.TEN.pow(PRECISION);

  /**
   * Reads a plain or scientific decimal number.
   *
   * @throws NumberFormatException with the reason, when the text is no number or does not fit
   */
  public static Amount parse(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = text.charAt(i) < 128 ? (byte) text.charAt(i) : (byte) '?';
    }
    return parse(bytes, 0, bytes.length);
  }

  /**
   * Reads a number from ASCII bytes. Numbers of up to 18 digits, which is what venues send, take a
   * path without allocation beyond the result.
   *
   * @param from the first byte, inclusive
   * @param to the last byte, exclusive
   * @throws NumberFormatException with the reason, when the bytes are no number or do not fit
   */
  public static Amount parse(byte[] ascii, int from, int to) {
    boolean negative = from < to && ascii[from] == '-';
    long unscaled = 0;
    int digits = 0;
    int places = -1;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      byte b = ascii[i];
      if (b >= '0' && b <= '9') {
        unscaled = unscaled * 10 + (b - '0');
        digits++;
        if (places >= 0) {
          places++;
        }
      } else if (b == '.' && places < 0) {
        places = 0;
      } else {
        return parseSlowly(ascii, from, to);
      }
    }
    int scale = Math.max(places, 0);
    if (digits == 0 || digits > 18) {
      return parseSlowly(ascii, from, to);
    }
    long factor = POWERS_OF_TEN[SCALE - scale];
    long high = Math.multiplyHigh(unscaled, factor);
    long low = unscaled * factor;
    return negative ? negated(high, low) : new Amount(high, low);
  }

  /**
   * The amount of a decimal number.
   *
   * @throws NumberFormatException when it does not fit
   */
  public static Amount of(BigDecimal value) {
    BigDecimal scaled;
    try {
      scaled = value.setScale(SCALE, RoundingMode.UNNECESSARY);
    } catch (ArithmeticException e) {
      throw new NumberFormatException(
          "%s has more than %d places after the point".formatted(value.toPlainString(), SCALE));
    }
    BigInteger unscaled = scaled.unscaledValue();
    if (unscaled.abs().compareTo(LIMIT) >= 0) {
      throw new NumberFormatException(
          "%s has more than %d digits before the point".formatted(value, PRECISION - SCALE));
    }
    return new Amount(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
  }

  public BigDecimal toBigDecimal() {
    BigInteger unscaled =
        BigInteger.valueOf(high)
            .shiftLeft(Long.SIZE)
            .or(new BigInteger(Long.toUnsignedString(low)));
    return new BigDecimal(unscaled, SCALE);
  }

  /** The nearest double: for drawing, never for storing. */
  public double toDouble() {
    return toBigDecimal().doubleValue();
  }

  @Override
  public int compareTo(Amount other) {
    int upper = Long.compare(high, other.high);
    return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
  }

  /** The number in plain digits, without trailing zeros. */
  @Override
  public String toString() {
    BigDecimal value = toBigDecimal();
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static Amount parseSlowly(byte[] ascii, int from, int to) {
    String text = new String(ascii, from, to - from, StandardCharsets.ISO_8859_1);
    if (text.isEmpty()) {
      throw new NumberFormatException("a number is missing");
    }
    if (text.length() > 100) {
      throw new NumberFormatException("a number of %d characters".formatted(text.length()));
    }
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new NumberFormatException("\"%s\" is no number".formatted(text));
    }
    if (Math.abs((long) value.scale()) > 100) {
      throw new NumberFormatException("%s is out of any market's range".formatted(text));
    }
    return of(value.stripTrailingZeros());
  }

  private static Amount negated(long high, long low) {
    long newLow = -low;
    return new Amount(~high + (newLow == 0 ? 1 : 0), newLow);
  }

  private static long[] powersOfTen() {
    long[] powers = new long[SCALE + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
