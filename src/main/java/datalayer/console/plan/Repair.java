package datalayer.console.plan;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.console.fx.Figures;
import datalayer.console.fx.Names;
import datalayer.console.fx.Times;
import datalayer.market.Gap;
import datalayer.market.Instrument;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.util.List;

/**
 * What a person pointed at and wants mended: some instruments in one timeframe over a stretch of
 * time.
 *
 * @param title of the card: {@code Repair 4 series × 12 days}
 * @param range half-open
 */
public record Repair(
    String title, List<Instrument> instruments, Timeframe timeframe, TimeRange range) {

  private static final int LANES = 4;

  public Repair {
    instruments = List.copyOf(instruments);
    if (instruments.isEmpty()) {
      throw new IllegalArgumentException("a repair needs an instrument");
    }
  }

  /** What closes a gap. */
  public static Repair of(Gap gap) {
    return of("Repair ", gap);
  }

  /** The same, by another verb. */
  public static Repair of(String verb, Gap gap) {
    return new Repair(
        verb + Figures.count(gap.bars(), "bar", "bars"),
        List.of(gap.series().instrument()),
        gap.series().timeframe(),
        gap.range());
  }

  /** {@code Binance swap · 1m · 3 Oct 00:00 to 15 Oct 00:00 UTC}, on two lines for one series. */
  public String scope() {
    List<String> places = instruments.stream().map(Names::venueAndType).distinct().toList();
    String where = places.size() == 1 ? places.getFirst() : places.size() + " markets";
    String what = instruments.size() == 1 ? instruments.getFirst().shortSymbol() + " · " : "";
    boolean oneDay = Times.date(range.from()).equals(Times.date(range.to()));
    return "%s%s · %s%s%s to %s UTC"
        .formatted(
            what,
            where,
            timeframe,
            instruments.size() == 1 ? "\n" : " · ",
            Times.dayAndMinute(range.from()),
            oneDay ? Times.minute(range.to()) : Times.dayAndMinute(range.to()));
  }

  public BackfillRequest request(Load load) {
    String what =
        instruments.size() == 1
            ? instruments.getFirst().shortSymbol()
            : Figures.count(instruments.size(), "instrument", "instruments");
    return new BackfillRequest(
        "Repair " + what + " " + timeframe, instruments, List.of(timeframe), range, load, LANES);
  }
}
