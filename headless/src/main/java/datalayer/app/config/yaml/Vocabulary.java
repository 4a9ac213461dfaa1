package datalayer.app.config.yaml;

import datalayer.app.config.Suggestion;
import datalayer.market.MarketType;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.util.List;
import java.util.function.Function;

/**
 * The words that may stand for a value.
 *
 * @param noun what each of them is
 * @param label the word of a value; in small letters only, any case is understood, else the case
 *     must be right
 */
record Vocabulary<T>(String noun, List<T> values, Function<T, String> label, boolean anyCase) {

  static final Vocabulary<Venue> VENUES =
      new Vocabulary<>("venue", List.of(Venue.values()), Venue::label, true);

  static final Vocabulary<MarketType> TYPES =
      new Vocabulary<>("exchange_type", List.of(MarketType.values()), MarketType::label, true);

  /** Exact in case: elsewhere {@code 1M} is a month. */
  static final Vocabulary<Timeframe> TIMEFRAMES =
      new Vocabulary<>("timeframe", List.of(Timeframe.values()), Timeframe::label, false);

  /** Words for these values, understood in any case. */
  static <T> Vocabulary<T> of(String noun, Function<T, String> label, List<T> values) {
    return new Vocabulary<>(noun, values, label, true);
  }

  /**
   * The value of a word.
   *
   * @throws IllegalArgumentException naming the words there are
   */
  T parse(String text) {
    for (T value : values) {
      String word = label.apply(value);
      if (anyCase ? word.equalsIgnoreCase(text) : word.equals(text)) {
        return value;
      }
    }
    List<String> words = values.stream().map(label).toList();
    String allowed = words.size() == 1 ? "there is " : "there are ";
    throw new IllegalArgumentException(
        "\"%s\" is no %s; %s%s.%s"
            .formatted(text, noun, allowed, enumeration(words), Suggestion.question(text, words)));
  }

  /** Words in a row: {@code a, b and c}. */
  static String enumeration(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
