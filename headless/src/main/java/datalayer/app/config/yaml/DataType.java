package datalayer.app.config.yaml;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The kinds of data that files name. */
public enum DataType {
  BARS,
  FUNDING_RATES,
  FEAR_GREED;

  /** The word in files, for example {@code funding_rates}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a type for a file that can only hold this one. */
  Function<String, DataType> only() {
    return Vocabulary.of("data_type that belongs here", DataType::label, List.of(this))::parse;
  }
}
