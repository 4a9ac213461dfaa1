package datalayer.market;

/** A stretch of a series that should hold bars and does not, with the reason in words. */
public record Gap(Series series, TimeRange range, String reason) {

  /** How many bars are missing. */
  public long bars() {
    return series.timeframe().barsIn(range);
  }
}
