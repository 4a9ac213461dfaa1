package datalayer.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TruthTest {

  private static final Instant LISTED = Instant.parse("2024-02-28T17:57:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2024-03-01T00:00:00Z");
  private static final TimeRange DAY = new TimeRange(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1)));
  private static final Instrument PAIR = new Instrument(Venue.BINANCE, MarketType.SPOT, "LTC/USDT");
  private static final Listing LISTING = new Listing(PAIR, "LTCUSDT", LISTED, null, 90, 2, 3, 0.2);
  private static final Series MINUTES = new Series(PAIR, Timeframe.M1);

  private final MarketScript script = new MarketScript();
  private final Truth truth = new Truth(7, List.of(LISTING), script);

  private static TimeRange range(String from, String to) {
    return new TimeRange(
        Instant.parse("2024-03-01T" + from + ":00Z"), Instant.parse("2024-03-01T" + to + ":00Z"));
  }

  private List<Bar> bars(Timeframe timeframe, TimeRange range) {
    return truth.bars(new Series(PAIR, timeframe), range);
  }

  private static Amount given(@Nullable Amount figure) {
    return Objects.requireNonNull(figure, "the simulator gives every figure");
  }

  private static Amount sum(List<Bar> bars, Function<Bar, @Nullable Amount> figure) {
    return Amount.of(
        bars.stream()
            .map(bar -> given(figure.apply(bar)).toBigDecimal())
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  @Test
  void aDayHasABarForEveryMinuteAndEveryBarMakesSense() {
    List<Bar> bars = bars(Timeframe.M1, DAY);

    assertThat(bars).hasSize(1440);
    assertThat(bars)
        .allSatisfy(bar -> {
          assertThat(bar.low().compareTo(bar.open())).isLessThanOrEqualTo(0);
          assertThat(bar.low().compareTo(bar.close())).isLessThanOrEqualTo(0);
          assertThat(bar.high().compareTo(bar.open())).isGreaterThanOrEqualTo(0);
          assertThat(bar.high().compareTo(bar.close())).isGreaterThanOrEqualTo(0);
          assertThat(bar.low().compareTo(Amount.ZERO)).isPositive();
          assertThat(given(bar.takerBuyVolume()).compareTo(bar.volume())).isLessThanOrEqualTo(0);
          assertThat(bar.volume().equals(Amount.ZERO)).isEqualTo(bar.trades() == 0);
        });
  }

  @Test
  void aMinuteWithoutTradesIsFlatAtTheCloseBeforeIt() {
    List<Bar> bars = bars(Timeframe.M1, DAY);

    long quiet = bars.stream().filter(bar -> bar.trades() == 0).count();
    assertThat(quiet).isBetween(200L, 400L);
    for (int i = 1; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      if (bar.trades() == 0) {
        assertThat(List.of(bar.open(), bar.high(), bar.low(), bar.close()))
            .containsOnly(bars.get(i - 1).close());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "M1", mode = EnumSource.Mode.EXCLUDE)
  void longerBarsAreTheExactAggregatesOfTheMinutes(Timeframe timeframe) {
    script.outage(MarketScript.only(PAIR), range("10:03", "12:17"));

    for (Bar bar : bars(timeframe, DAY)) {
      List<Bar> minutes =
          bars(
              Timeframe.M1,
              TimeRange.ofMillis(bar.openTime(), bar.openTime() + timeframe.millis()));
      assertThat(bar)
          .isEqualTo(
              new Bar(
                  bar.openTime(),
                  minutes.getFirst().open(),
                  minutes.stream().map(Bar::high).max(Amount::compareTo).orElseThrow(),
                  minutes.stream().map(Bar::low).min(Amount::compareTo).orElseThrow(),
                  minutes.getLast().close(),
                  sum(minutes, Bar::volume),
                  sum(minutes, Bar::quoteVolume),
                  minutes.stream().mapToLong(Bar::trades).sum(),
                  sum(minutes, Bar::takerBuyVolume),
                  sum(minutes, Bar::takerBuyQuoteVolume)));
    }
  }

  @Test
  void duringAnOutageThereAreNoBars() {
    script.outage(MarketScript.every(MarketType.SPOT), range("10:03", "12:17"));

    assertThat(bars(Timeframe.M1, DAY)).hasSize(1440 - 134);
    assertThat(bars(Timeframe.M1, range("10:03", "12:17"))).isEmpty();
    assertThat(bars(Timeframe.M5, range("10:00", "12:20"))).hasSize(2);
    assertThat(bars(Timeframe.H1, range("10:00", "13:00")))
        .extracting(Bar::opensAt)
        .containsExactly(
            Instant.parse("2024-03-01T10:00:00Z"), Instant.parse("2024-03-01T12:00:00Z"));
  }

  @Test
  void anOutageIsOnlyAboutWhomItIsAbout() {
    script.outage(MarketScript.every(MarketType.SWAP), range("10:00", "12:00"));

    assertThat(bars(Timeframe.M1, DAY)).hasSize(1440);
  }

  @Test
  void whenItIsCalmNobodyTrades() {
    script.calm(MarketScript.only(PAIR), range("20:00", "21:00"));

    assertThat(bars(Timeframe.H1, range("20:00", "21:00")))
        .singleElement()
        .satisfies(bar -> assertThat(bar.trades()).isZero())
        .satisfies(bar -> assertThat(bar.high()).isEqualTo(bar.low()))
        .satisfies(bar ->
            assertThat(bar.open())
                .isEqualTo(bars(Timeframe.M1, range("19:59", "20:00")).getFirst().close()));
  }

  @Test
  void barsBeginWithTheListingAndEndWithIt() {
    Instant until = Instant.parse("2024-03-01T00:07:00Z");
    Truth ended = new Truth(7, List.of(LISTING.dated(LISTED, until)), script);
    TimeRange always = new TimeRange(Instant.EPOCH, Instant.parse("2025-01-01T00:00:00Z"));

    List<Bar> minutes = ended.bars(MINUTES, always);
    assertThat(minutes.getFirst().opensAt()).isEqualTo(LISTED);
    assertThat(minutes.getLast().opensAt()).isEqualTo(until.minusSeconds(60));
    List<Bar> hours = ended.bars(new Series(PAIR, Timeframe.H1), always);
    assertThat(hours.getFirst().opensAt()).isEqualTo(Instant.parse("2024-02-28T17:00:00Z"));
    assertThat(hours.getFirst().open()).isEqualTo(minutes.getFirst().open());
    assertThat(hours.getLast().close()).isEqualTo(minutes.getLast().close());
  }

  @Test
  void theSameSeedGivesTheSameBarsInWhateverOrderTheyAreAskedFor() {
    List<LocalDate> days =
        new ArrayList<>(
            IntStream.range(0, 20).mapToObj(LocalDate.of(2025, 1, 1)::plusDays).toList());
    List<String> hashes = days.stream().map(day -> truth.hash(MINUTES, day)).toList();

    Truth again = new Truth(7, List.of(LISTING), new MarketScript());
    List<Integer> order = new ArrayList<>(IntStream.range(0, days.size()).boxed().toList());
    Collections.shuffle(order, new Random(1));
    for (int i : order) {
      assertThat(again.hash(MINUTES, days.get(i))).isEqualTo(hashes.get(i));
    }
    assertThat(new Truth(8, List.of(LISTING), script).hash(MINUTES, days.getFirst()))
        .isNotEqualTo(hashes.getFirst());
    // pinned: a change of this is a change of every seed's figures
    assertThat(hashes.getFirst())
        .isEqualTo("bd846ea9d6c009ddaa85aa46039cc63aa532733ad46cf1d6d65687e25bab7be1");
  }

  @Test
  void anAmendedBarIsFirstSaidOtherwise() {
    Instant corrected = Instant.parse("2024-03-01T12:00:30Z");
    MarketScript.Amendment amendment =
        script.amend(MarketScript.only(PAIR), range("11:00", "11:10"), corrected);
    long open = Instant.parse("2024-03-01T11:03:00Z").toEpochMilli();

    BarFigures before = truth.said(LISTING, open, 60_000, corrected.minusMillis(1));
    BarFigures after = truth.said(LISTING, open, 60_000, corrected);

    assertThat(before).isNotEqualTo(after).isEqualTo(truth.streamed(LISTING, open, 60_000));
    assertThat(after).isEqualTo(truth.bar(LISTING, open, 60_000));
    assertThat(amendment.told()).isEqualTo(2);
  }

  @Test
  void theRunningBarGrowsIntoTheClosedOne() {
    long open = Instant.parse("2024-03-01T11:00:00Z").toEpochMilli();
    long volume = 0;
    for (int second = 0; second <= 300; second++) {
      BarFigures said =
          truth.said(LISTING, open, 300_000, Instant.ofEpochMilli(open + second * 1000L));
      Objects.requireNonNull(said);
      assertThat(said.openTime()).isEqualTo(open);
      assertThat(said.volume()).isGreaterThanOrEqualTo(volume);
      volume = said.volume();
    }
    assertThat(truth.said(LISTING, open, 300_000, Instant.ofEpochMilli(open + 300_000)))
        .isEqualTo(truth.bar(LISTING, open, 300_000));
    assertThat(truth.said(LISTING, open, 300_000, Instant.ofEpochMilli(open - 1))).isNull();
  }

  @Test
  void aMinuteInWhichSomebodyTradesMovesAsOftenAsAtARealExchange() {
    Truth lively = new Truth(7, List.of(LISTING.quiet(0)), script);
    for (int minute = 0; minute < 200; minute++) {
      long open = MIDNIGHT.plus(Duration.ofMinutes(minute)).toEpochMilli();
      BarFigures whole = Objects.requireNonNull(lively.bar(LISTING, open, 60_000));
      BarFigures before = null;
      long changes = 0;
      for (int millis = 2_000; millis < 60_000; millis += 2_000) {
        BarFigures said =
            Objects.requireNonNull(
                lively.said(LISTING, open, 60_000, Instant.ofEpochMilli(open + millis)));
        assertThat(said.high()).isLessThanOrEqualTo(whole.high());
        assertThat(said.low()).isGreaterThanOrEqualTo(whole.low());
        assertThat(said.quote()).isBetween(said.low() * said.volume(), said.high() * said.volume());
        if (before != null) {
          assertThat(said.high()).isGreaterThanOrEqualTo(before.high());
          assertThat(said.low()).isLessThanOrEqualTo(before.low());
          assertThat(said.volume()).isGreaterThanOrEqualTo(before.volume());
          assertThat(said.trades()).isGreaterThanOrEqualTo(before.trades());
        }
        changes += said.equals(before) ? 0 : 1;
        before = said;
      }
      assertThat(changes).as("of 29 looks at the minute %d", minute).isGreaterThan(25);
      assertThat(lively.said(LISTING, open, 60_000, Instant.ofEpochMilli(open + 59_999)))
          .isEqualTo(whole);
    }
  }
}
