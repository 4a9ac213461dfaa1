package datalayer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.landing.Delivery;
import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lands together. */
final class BatchTest {

  private static final Series LTC = Series.parse("binance:spot:LTC/USDT:1m");
  private static final Series BTC = Series.parse("binance:spot:BTC/USDT:1m");
  private static final Series HOURS = Series.parse("binance:spot:BTC/USDT:1h");

  @Test
  void manySeriesAreOneChunk() {
    List<Batch> batches =
        Batch.of(
            List.of(
                parcel(LTC, "2026-03-10T12:00:00Z", 1),
                parcel(BTC, "2026-03-10T12:00:00Z", 1),
                parcel(LTC, "2026-03-10T12:01:00Z", 1),
                parcel(HOURS, "2026-03-10T11:00:00Z", 1)));
    assertThat(batches).hasSize(2);
    Delivery minutes = batches.getFirst().delivery();
    assertThat(minutes.key()).hasToString("binance:*:1m 2026-03-10T12:00:00Z/2026-03-10T12:02:00Z");
    assertThat(minutes.parts()).hasSize(2);
    assertThat(minutes.parts().getFirst().bars()).hasSize(2);
  }

  @Test
  void aMonthEndsAChunk() {
    List<String> told = new ArrayList<>();
    Instant from = Instant.parse("2026-03-31T23:59:00Z");
    Parcel over =
        new Parcel(
            LTC,
            new TimeRange(from, from.plusSeconds(120)),
            List.of(bar(from, 1), bar(from.plusSeconds(60), 1)),
            true,
            List.of(),
            RangeSet.EMPTY,
            "",
            () -> told.add("landed"));
    List<Batch> batches = Batch.of(List.of(over));
    assertThat(batches).hasSize(2).allMatch(batch -> batch.bars() == 1);
    batches.getFirst().parcels().forEach(parcel -> parcel.landed().run());
    assertThat(told).as("half of it landed").isEmpty();
    batches.getLast().parcels().forEach(parcel -> parcel.landed().run());
    assertThat(told).hasSize(1);
  }

  @Test
  void aBarThatIsStatedAnewLandsAfterwards() {
    List<Batch> batches =
        Batch.of(
            List.of(
                parcel(LTC, "2026-03-10T12:00:00Z", 1),
                parcel(LTC, "2026-03-10T12:00:00Z", 1),
                parcel(LTC, "2026-03-10T12:00:00Z", 2)));
    assertThat(batches).hasSize(2);
    assertThat(batches.getFirst().delivery().parts().getFirst().bars()).hasSize(1);
  }

  private static Parcel parcel(Series series, String open, int price) {
    return Parcel.streamed(series, bar(Instant.parse(open), price), () -> {});
  }

  private static Bar bar(Instant open, int price) {
    Amount amount = Amount.parse(String.valueOf(price));
    return new Bar(
        open.toEpochMilli(), amount, amount, amount, amount, amount, amount, 1, amount, amount);
  }
}
