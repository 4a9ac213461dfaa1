package datalayer.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AmountTest {

  static Stream<Long> seeds() {
    return LongStream.range(0, 50).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noDigitIsLost(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      BigDecimal value = number(random);
      Amount amount = Amount.parse(value.toPlainString());
      assertThat(amount.toBigDecimal()).isEqualByComparingTo(value);
      assertThat(Amount.of(value)).isEqualTo(amount);
      assertThat(Amount.parse(amount.toString())).isEqualTo(amount);
      assertThat(amount.toDouble()).isEqualTo(value.doubleValue());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void orderIsTheOrderOfNumbers(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      BigDecimal a = number(random);
      BigDecimal b = number(random);
      assertThat(Integer.signum(Amount.of(a).compareTo(Amount.of(b)))).isEqualTo(a.compareTo(b));
    }
  }

  private static BigDecimal number(Random random) {
    int bits = random.nextInt(1, 126);
    BigInteger unscaled = new BigInteger(bits, random);
    BigInteger signed = random.nextBoolean() ? unscaled : unscaled.negate();
    return new BigDecimal(
        signed.mod(BigInteger.TEN.pow(38)).multiply(BigInteger.valueOf(signed.signum())), 18);
  }

  @ParameterizedTest
  @CsvSource({
    "59.49, 59.49",
    "0, 0",
    "-0, 0",
    "0.000000000000000001, 0.000000000000000001",
    "00012.500, 12.5",
    "1E-8, 0.00000001",
    "5., 5",
    ".5, 0.5",
    "-1.25, -1.25",
    "99999999999999999999.999999999999999999, 99999999999999999999.999999999999999999",
    "1000000000000000000, 1000000000000000000"
  })
  void readsWhatVenuesWrite(String text, String canonical) {
    assertThat(Amount.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NaN | \"NaN\" is no number",
        "Infinity | \"Infinity\" is no number",
        "1.2.3 | \"1.2.3\" is no number",
        "- | \"-\" is no number",
        "null | \"null\" is no number",
        "'' | a number is missing",
        "1e309 | 1e309 is out of any market's range",
        "100000000000000000000 | has more than 20 digits before the point",
        "0.0000000000000000001 | has more than 18 places after the point"
      })
  void refusesTheRestWithAReason(String text, String reason) {
    assertThatThrownBy(() -> Amount.parse(text))
        .isInstanceOf(NumberFormatException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void equalDigitsMeansNumericallyEqual() {
    assertThat(Amount.parse("1.50"))
        .isEqualTo(Amount.parse("1.5"))
        .hasSameHashCodeAs(Amount.parse("1.5"));
  }
}
