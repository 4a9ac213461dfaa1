package datalayer.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          max_concurency, max_concurrency
          symbol,         symbols
          SYMBOLS,        symbols
          venuse,         venues
          smybols,        symbols
          1H,             1h
          2h,             -
          colour,         -
          all,            -
          """)
  void theNearestNameIsFoundWhenItIsNear(String written, String meant) {
    assertThat(
            Suggestion.nearest(written, List.of("max_concurrency", "symbols", "venues", "1h"))
                .orElse(null))
        .isEqualTo(meant);
  }
}
