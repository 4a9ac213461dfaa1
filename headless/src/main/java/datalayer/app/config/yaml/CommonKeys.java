package datalayer.app.config.yaml;

import datalayer.market.Timeframe;
import java.util.List;

/** Names that several files share, and how they are read. */
final class CommonKeys {

  static final Key DATA_TYPE = Key.required("data_type", "bars");
  static final Key TIMEFRAMES = Key.required("timeframes", "[1m, 1h]");
  static final Key MAX_CONCURRENCY = Key.optional("max_concurrency", "4");

  private static final int MOST_AT_ONCE = 64;

  private CommonKeys() {}

  static List<Timeframe> timeframes(Section section) {
    return section.list(TIMEFRAMES, Vocabulary.TIMEFRAMES::parse);
  }

  static int maxConcurrency(Section section, int byDefault) {
    return section.number(MAX_CONCURRENCY, 1, MOST_AT_ONCE, byDefault);
  }
}
