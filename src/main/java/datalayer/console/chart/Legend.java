package datalayer.console.chart;

import datalayer.console.fx.Figures;
import datalayer.console.fx.Names;
import datalayer.console.fx.Times;
import datalayer.control.BarColumns;
import datalayer.control.CoverageSpan;
import java.time.Instant;
import java.util.Locale;

/**
 * The texts above the chart: the bar under the cursor, or the last one.
 *
 * @param open empty, as the other figures, where there is no bar
 * @param change signed, with its percentage
 * @param rises whether the change is not negative
 * @param note what is known of a time that has no bar; empty for a bar
 */
public record Legend(
    String symbol,
    String subtitle,
    String open,
    String high,
    String low,
    String close,
    String change,
    boolean rises,
    String volume,
    String trades,
    String source,
    String note) {

  public static final Legend NOTHING = new Legend("", "", "", "", "", "", "", true, "", "", "", "");

  static Legend of(ChartData data, long cursor) {
    if (cursor == Viewport.NOWHERE) {
      return ofBar(data, data.bars().size() - 1);
    }
    int index = data.indexOf(cursor);
    return index >= 0 ? ofBar(data, index) : ofHole(data, cursor);
  }

  private static Legend ofBar(ChartData data, int index) {
    BarColumns bars = data.bars();
    int decimals = data.priceDecimals();
    double change = bars.close()[index] - bars.open()[index];
    String percent = Figures.signed(100 * change / bars.open()[index], 2);
    return new Legend(
        data.series().instrument().shortSymbol(),
        subtitle(data, bars.openTimes()[index]),
        Figures.decimal(bars.open()[index], decimals),
        Figures.decimal(bars.high()[index], decimals),
        Figures.decimal(bars.low()[index], decimals),
        Figures.decimal(bars.close()[index], decimals),
        Figures.signed(change, decimals) + " (" + percent + "\u00a0%)",
        change >= 0,
        Figures.decimal(bars.volume()[index], data.volumeDecimals()),
        bars.trades()[index] < 0 ? "" : Figures.count(bars.trades()[index]),
        bars.source(index).name().toLowerCase(Locale.ROOT),
        "");
  }

  private static Legend ofHole(ChartData data, long cursor) {
    CoverageSpan span = data.coverage().at(cursor);
    return new Legend(
        data.series().instrument().shortSymbol(),
        subtitle(data, cursor),
        "",
        "",
        "",
        "",
        "",
        true,
        "",
        "",
        "",
        span == null ? "No bars here" : note(span));
  }

  private static String note(CoverageSpan span) {
    String state =
        switch (span.state()) {
          case MISSING -> "Missing, ours";
          case EMPTY -> "Empty at venue";
          case PENDING -> "Not due yet";
          case DEGRADED -> "Degraded";
          case NOT_LISTED -> "Nobody asked for it";
          case COMPLETE -> "No bar";
        };
    return span.reason().isEmpty() ? state : state + ": " + span.reason();
  }

  private static String subtitle(ChartData data, long openTime) {
    Instant at = Instant.ofEpochMilli(openTime);
    return "%s · %s · %s %s UTC"
        .formatted(
            Names.venueAndType(data.series().instrument()),
            data.series().timeframe(),
            Times.date(at),
            Times.minute(at));
  }
}
