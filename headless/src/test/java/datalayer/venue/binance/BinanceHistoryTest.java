package datalayer.venue.binance;

import static datalayer.venue.binance.RestRig.SPOT;
import static datalayer.venue.binance.RestRig.SWAP;
import static datalayer.venue.binance.RestRig.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.HistoryFetch.Answered;
import datalayer.venue.RequestPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class BinanceHistoryTest {

  private static final TimeRange DAY = range("2026-03-04T00:00:00Z", "2026-03-05T00:00:00Z");

  private RestRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new RestRig();
  }

  @AfterEach
  void stop() {
    assertThat(rig.venue.violations).isEmpty();
    rig.close();
  }

  @Test
  void aDayComesWholeInBoundedWindows() throws Exception {
    rig.lists(RestRig.LISTED);
    Answered answered = rig.answered(SPOT, DAY);
    assertThat(answered.bars()).hasSize(1_440);
    assertThat(RestRig.covered(answered.bars())).isEqualTo(RangeSet.of(DAY));
    assertThat(answered.silent()).isEqualTo(RangeSet.EMPTY);
    assertThat(answered.requests()).isEqualTo(2);
    assertThat(rig.venue.askedForBars())
        .containsExactly(
            "/api/v3/klines?symbol=BTCUSDT&interval=1m&startTime=1772582400000&endTime=1772642399999&limit=1000",
            "/api/v3/klines?symbol=BTCUSDT&interval=1m&startTime=1772642400000&endTime=1772668799999&limit=440");
    assertThat(answered.evidence())
        .startsWith("rows without a break; the last of 2 requests: GET ");
  }

  @Test
  void pagesOfFuturesAreCheapWhereTheBudgetIsTight() throws Exception {
    rig.lists(RestRig.LISTED);
    assertThat(rig.answered(SWAP, DAY).requests()).isEqualTo(2);
    rig.venue.asked.clear();
    // more than half is gone now
    rig.rest
        .market(SWAP.instrument().type())
        .budget()
        .take(RequestPriority.BACKFILL, 3_100)
        .close();
    assertThat(rig.answered(SWAP, DAY).bars()).hasSize(1_440);
    assertThat(rig.venue.askedForBars())
        .hasSize(3)
        .allMatch(line -> line.startsWith("/fapi/v1/klines?symbol=BTCUSDT&interval=1m"))
        .filteredOn(line -> line.endsWith("&limit=499"))
        .hasSize(2);
  }

  @Test
  void aHoleIsSilentWithTheRequestThatShowsIt() throws Exception {
    TimeRange outage = range("2026-03-04T02:00:00Z", "2026-03-04T05:30:00Z");
    rig.lists(RestRig.LISTED);
    rig.lacks(outage);
    Answered answered = rig.answered(SPOT, DAY);
    assertThat(answered.silent()).isEqualTo(RangeSet.of(outage));
    assertThat(answered.evidence())
        .isEqualTo(
            "no rows 2026-03-04T02:00:00Z/2026-03-04T05:30:00Z: GET %s/api/v3/klines?symbol=BTCUSDT&interval=1m&startTime=1772582400000&endTime=1772642399999&limit=1000, answered 2026-03-05T12:00:20Z by its clock"
                .formatted(rig.venue.address()));
  }

  @Test
  void whatIsBeforeTheFirstBarIsNoHole() throws Exception {
    Instant listed = Instant.parse("2026-03-04T17:23:00Z");
    rig.lists(new TimeRange(listed, Instant.parse("2026-03-05T12:00:00Z")));
    TimeRange month = range("2026-02-05T00:00:00Z", "2026-03-05T00:00:00Z");
    Answered answered = rig.answered(SPOT, month);
    assertThat(answered.unlisted()).isEqualTo(RangeSet.of(new TimeRange(month.from(), listed)));
    assertThat(answered.silent()).isEqualTo(RangeSet.EMPTY);
    assertThat(answered.bars()).hasSize(397);
    assertThat(answered.requests()).as("it leaps to the listing").isEqualTo(3);
    assertThat(answered.evidence())
        .contains("binance:spot:BTC/USDT:1m begins at 2026-03-04T17:23:00Z");
    // and it knows from now on
    assertThat(rig.answered(SPOT, month).requests()).isEqualTo(1);
  }

  @Test
  void aHoleBehindTheListingIsOne() throws Exception {
    rig.lists(range("2026-03-01T00:00:00Z", "2026-03-05T12:00:00Z"));
    TimeRange outage = range("2026-03-03T23:00:00Z", "2026-03-04T01:00:00Z");
    rig.lacks(outage);
    Answered answered = rig.answered(SPOT, DAY);
    assertThat(answered.silent()).isEqualTo(RangeSet.of(new TimeRange(DAY.from(), outage.to())));
    assertThat(answered.unlisted()).isEqualTo(RangeSet.EMPTY);
  }

  @Test
  void aSeriesWithoutAnyBarIsNotListed() throws Exception {
    Answered answered = rig.answered(SPOT, DAY);
    assertThat(answered.unlisted()).isEqualTo(RangeSet.of(DAY));
    assertThat(answered.evidence()).contains("has no bars at all");
  }

  @Test
  void aBarIsFinalThreeSecondsAfterItsEndByTheVenuesClock() throws Exception {
    rig.lists(range("2026-03-05T11:00:00Z", "2026-03-05T12:02:00Z"));
    TimeRange head = range("2026-03-05T11:50:00Z", "2026-03-05T13:00:00Z");
    Answered answered = rig.answered(SPOT, head);
    assertThat(answered.bars()).hasSize(10);
    assertThat(answered.pending())
        .isEqualTo(RangeSet.of(range("2026-03-05T12:00:00Z", "2026-03-05T13:00:00Z")));
    rig.time.passes(Duration.ofMillis(42_900));
    assertThat(rig.answered(SPOT, head).bars()).hasSize(10);
    rig.time.passes(Duration.ofMillis(102));
    assertThat(rig.answered(SPOT, head).bars()).hasSize(11);
  }

  @Test
  void aWrongMachineClockDoesNotMatter() throws Exception {
    rig.lists(range("2026-03-05T11:00:00Z", "2026-03-05T12:02:00Z"));
    TimeRange head = range("2026-03-05T11:50:00Z", "2026-03-05T13:00:00Z");
    rig.time.set(RestRig.NOW.plus(Duration.ofHours(1)));
    assertThat(rig.answered(SPOT, head).bars()).hasSize(10);
    rig.time.set(RestRig.NOW.minus(Duration.ofHours(1)));
    assertThat(rig.answered(SPOT, head).bars()).hasSize(10);
    assertThat(rig.history.now()).isEqualTo(RestRig.NOW);
    assertThat(rig.rest.clocks().getFirst().said())
        .isEqualTo("The clock of this machine is 3600.0 s behind Binance spot");
  }

  /** The time is asked for where it decides, and not where it does not. */
  @Test
  void theNewestBarsAreJudgedByAFreshTime() throws Exception {
    rig.lists(range("2026-03-03T00:00:00Z", "2026-03-05T12:02:00Z"));
    rig.answered(SPOT, DAY);
    rig.time.passes(Duration.ofSeconds(61));
    rig.answered(SPOT, DAY);
    assertThat(rig.venue.asked).filteredOn(line -> line.endsWith("/time")).hasSize(5);
    rig.answered(SPOT, range("2026-03-05T11:50:00Z", "2026-03-05T13:00:00Z"));
    assertThat(rig.venue.asked).filteredOn(line -> line.endsWith("/time")).hasSize(10);
  }

  @Test
  void whatIsMissingAtTheVeryEndMayOnlyBeLate() throws Exception {
    rig.lists(range("2026-03-05T11:00:00Z", "2026-03-05T11:58:00Z"));
    Answered answered = rig.answered(SPOT, range("2026-03-05T11:50:00Z", "2026-03-05T12:00:00Z"));
    assertThat(answered.silent()).isEqualTo(RangeSet.EMPTY);
    assertThat(answered.pending())
        .isEqualTo(RangeSet.of(range("2026-03-05T11:58:00Z", "2026-03-05T12:00:00Z")));
    rig.time.passes(Duration.ofMinutes(10));
    assertThat(rig.answered(SPOT, range("2026-03-05T11:50:00Z", "2026-03-05T12:00:00Z")).silent())
        .isEqualTo(RangeSet.of(range("2026-03-05T11:58:00Z", "2026-03-05T12:00:00Z")));
  }

  @Test
  void namesOfAnyScriptAreAskedFor() throws Exception {
    rig.lists(range("2026-03-04T00:00:00Z", "2026-03-04T00:02:00Z"));
    Series series = Series.parse("binance:spot:币安人生/USDT:1m");
    assertThat(rig.answered(series, range("2026-03-04T00:00:00Z", "2026-03-04T00:02:00Z")).bars())
        .hasSize(2);
    assertThat(rig.venue.askedForBars().getFirst())
        .contains("symbol=%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT");
  }

  @Test
  void nothingIsAskedForWhatIsNotOver() throws Exception {
    Answered answered = rig.answered(SPOT, range("2026-03-06T00:00:00Z", "2026-03-07T00:00:00Z"));
    assertThat(answered.pending())
        .isEqualTo(RangeSet.of(range("2026-03-06T00:00:00Z", "2026-03-07T00:00:00Z")));
    assertThat(rig.venue.askedForBars()).isEmpty();
  }

  @Test
  void costsAreKnownBefore() {
    assertThat(rig.history.requests(SPOT, 1_000_000)).isEqualTo(1_000);
    assertThat(rig.history.requests(SWAP, 1_000_000)).isEqualTo(2_005);
    assertThat(rig.history.expected(SPOT, 1_000)).isZero();
    assertThat(rig.history.expected(SWAP, 1_920)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void otherVenuesAreNotAsked() {
    Series okx = Series.parse("okx:spot:BTC/USDT:1m");
    assertThat(rig.history.covers(okx)).isFalse();
    assertThatThrownBy(() -> rig.fetch(okx, DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Binance has no bars of okx:spot:BTC/USDT:1m for us");
  }

  /** Random holes, a listing somewhere, a running bar: what comes back is the truth. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whatComesIsTheTruth(long seed) throws Exception {
    Random random = new Random(seed);
    Instant end = Instant.parse("2026-03-05T12:00:00Z");
    Instant start = end.minus(Duration.ofMinutes(2_000 + random.nextInt(3_000)));
    Instant listed = random.nextBoolean() ? start.minusSeconds(600) : minutes(start, random, 2_500);
    rig.lists(new TimeRange(listed, end.plusSeconds(60)));
    long firstBar = rig.venue.opens.first();
    for (int i = random.nextInt(6); i > 0; i--) {
      Instant from = minutes(start, random, 4_000);
      rig.lacks(new TimeRange(from, minutes(from, random, 1_200)));
    }
    // the first bar stays the first, and the last shows that the venue is not late
    rig.venue.opens.add(firstBar);
    rig.venue.opens.add(end.minusSeconds(60).toEpochMilli());
    TimeRange asked = new TimeRange(start, end.plus(Duration.ofHours(1)));
    Answered answered = rig.answered(random.nextBoolean() ? SPOT : SWAP, asked);

    TimeRange over = new TimeRange(start, end);
    assertThat(answered.bars().stream().map(Bar::openTime))
        .containsExactlyElementsOf(rig.venue.opens.stream().filter(over::contains).toList());
    Instant begins = Instant.ofEpochMilli(firstBar);
    TimeRange life = new TimeRange(begins.isAfter(start) ? begins : start, end);
    RangeSet bars = RestRig.covered(answered.bars());
    assertThat(answered.unlisted()).isEqualTo(RangeSet.of(new TimeRange(start, life.from())));
    assertThat(answered.silent()).isEqualTo(RangeSet.of(life).minus(bars));
    assertThat(answered.pending()).isEqualTo(RangeSet.of(new TimeRange(end, asked.to())));
    assertThat(bars.union(answered.silent()).union(answered.pending()).union(answered.unlisted()))
        .isEqualTo(RangeSet.of(asked));
    assertThat(List.of(answered.unread().isEmpty(), answered.rejected().isEmpty()))
        .containsOnly(true);
  }

  private static Instant minutes(Instant from, Random random, int most) {
    return from.plus(Duration.ofMinutes(1 + random.nextInt(most)));
  }
}
