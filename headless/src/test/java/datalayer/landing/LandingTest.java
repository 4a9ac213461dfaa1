package datalayer.landing;

import static datalayer.landing.Deliveries.LTC;
import static datalayer.landing.Deliveries.START;
import static datalayer.landing.Deliveries.TWO_DAYS;
import static datalayer.landing.Deliveries.bars;
import static datalayer.landing.Deliveries.delivery;
import static datalayer.landing.Deliveries.withClose;
import static org.assertj.core.api.Assertions.assertThat;

import datalayer.landing.Delivery.UnreadableRow;
import datalayer.ledger.Incident;
import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import datalayer.store.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LandingTest {

  @TempDir Path directory;
  private TestLanding here;

  @BeforeEach
  void open() {
    here = new TestLanding(directory);
  }

  @AfterEach
  void close() {
    here.close();
  }

  @Test
  void everyLayerHasWhatWasDelivered() throws InterruptedException {
    Landed landed = here.landing.land(delivery(TWO_DAYS, bars(TWO_DAYS, 1)));

    assertThat(landed).isEqualTo(new Landed(2880, 0, 0, 0, 0));
    for (String table : List.of("landing_bars", "staging_bars", "bars_current", "bars_snapshots")) {
      assertThat(count(table)).as(table).isEqualTo(2880);
    }
    assertThat(here.openIntents()).isEmpty();
    assertThat(here.witnesses.hear(LTC, TWO_DAYS).proven().ranges()).containsExactly(TWO_DAYS);
  }

  @Test
  void aSliceOfManySeriesIsOneChunk() throws InterruptedException {
    TimeRange window = new TimeRange(START, START.plus(Duration.ofMinutes(15)));
    List<Series> many =
        List.of(
            LTC,
            Series.parse("binance:spot:LTC/USDT:1m"),
            Series.parse("binance:swap:DOT/USDT:1m"));
    List<Delivery.Part> parts = new ArrayList<>();
    for (Series series : many) {
      parts.add(
          new Delivery.Part(
              series, window, bars(window, series.hashCode()), List.of(), List.of(), List.of()));
    }
    ChunkKey key = ChunkKey.slice(Venue.BINANCE, Timeframe.M1, window);

    Landed landed =
        here.landing.land(new Delivery(key, Source.REST, new UUID(1, 2), "b-0001", parts));

    assertThat(landed).isEqualTo(new Landed(45, 0, 0, 0, 0));
    many.forEach(series ->
        assertThat(here.witnesses.hear(series, window).proven().ranges()).containsExactly(window));
    assertThat(
            here.clickHouse.query(
                "SELECT DISTINCT toString(chunk_id) FROM ${database}.bars_current",
                Map.of(),
                row -> row.string()))
        .containsExactly(key.id(0));
  }

  @Test
  void equalBarsAreConfirmedAndNotWrittenAgain() throws InterruptedException {
    here.landing.land(delivery(TWO_DAYS, bars(TWO_DAYS, 1)));

    Landed again = here.landing.land(delivery(TWO_DAYS, bars(TWO_DAYS, 1)));

    assertThat(again).isEqualTo(new Landed(0, 2880, 0, 0, 0));
    assertThat(count("landing_bars")).isEqualTo(2880);
  }

  @Test
  void aChangedBarIsAnAmendmentAndBothStatementsAreKept() throws InterruptedException {
    List<Bar> bars = bars(TWO_DAYS, 1);
    here.landing.land(delivery(TWO_DAYS, bars));
    List<Bar> changed = new ArrayList<>(bars);
    changed.set(77, withClose(bars.get(77), "60.25"));

    Landed landed = here.landing.land(delivery(TWO_DAYS, changed));

    assertThat(landed).isEqualTo(new Landed(1, 2879, 0, 1, 0));
    assertThat(count("bars_snapshots")).isEqualTo(2881);
    assertThat(count("bars_current FINAL")).isEqualTo(2880);
    assertThat(current(changed.get(77).openTime())).isEqualTo(changed.get(77));
    assertThat(here.amendments())
        .singleElement()
        .satisfies(a -> {
          assertThat(a.openTime()).isEqualTo(bars.get(77).openTime());
          assertThat(a.after()).contains("close 60.25");
          assertThat(a.applied()).isTrue();
        });
    assertThat(count("amended_bars")).isEqualTo(1);
  }

  @Test
  void aLesserSourceDoesNotBuryABetterOne() throws InterruptedException {
    List<Bar> bars = bars(TWO_DAYS, 1);
    here.landing.land(delivery(TWO_DAYS, bars));
    Bar other = withClose(bars.get(5), "60.25");
    TimeRange minute = TimeRange.ofMillis(other.openTime(), other.openTime() + 60_000);

    Landed landed = here.landing.land(delivery(minute, List.of(other), List.of(), Source.STREAM));

    assertThat(landed.amended()).isEqualTo(1);
    assertThat(current(other.openTime())).isEqualTo(bars.get(5));
    assertThat(here.amendments().getFirst().applied()).isFalse();
  }

  @Test
  void whatMakesNoSenseIsRejectedWithTheReasonAndStaysMissing() throws InterruptedException {
    List<Bar> bars = new ArrayList<>(bars(TWO_DAYS, 1));
    Bar sane = bars.get(10);
    bars.set(
        10,
        new Bar(
            sane.openTime(),
            sane.open(),
            Amount.parse("0.5"),
            sane.low(),
            sane.close(),
            sane.volume(),
            null,
            Bar.NOT_GIVEN,
            null,
            null));
    Bar dropped = bars.remove(20);
    UnreadableRow torn =
        new UnreadableRow(dropped.openTime(), "1769904000000,59", "2 columns instead of 12");
    UnreadableRow lost =
        new UnreadableRow(UnreadableRow.UNKNOWN_TIME, "x,y", "open_time \"x\" is no number");

    Landed landed =
        here.landing.land(delivery(TWO_DAYS, bars, List.of(torn, lost), Source.ARCHIVE));

    assertThat(landed).isEqualTo(new Landed(2878, 0, 3, 0, 2));
    assertThat(
            here.clickHouse.query(
                "SELECT toString(reason) FROM ${database}.rejected_bars ORDER BY reason",
                Map.of(),
                row -> row.string()))
        .containsExactly(
            "2 columns instead of 12", "high below low", "open_time \"x\" is no number");
    assertThat(here.witnesses.hear(LTC, TWO_DAYS).otherwise(TWO_DAYS))
        .extracting(i -> i.reason())
        .containsExactly("rejected: high below low", "rejected: 2 columns instead of 12");
  }

  @Test
  void repetitionsAreDroppedAndConflictsAreKeptAside() throws InterruptedException {
    List<Bar> bars = new ArrayList<>(bars(TWO_DAYS, 1));
    bars.add(bars.get(3));
    bars.add(withClose(bars.get(4), "60.25"));
    java.util.Collections.shuffle(bars, new Random(7));

    Landed landed = here.landing.land(delivery(TWO_DAYS, bars));

    assertThat(landed.rows()).isEqualTo(2880);
    assertThat(landed.rejected()).isEqualTo(1);
  }

  @Test
  void aDayDeletedBehindOurBackIsAnIncidentAndIsMendedUnderANewGeneration()
      throws InterruptedException {
    here.landing.land(delivery(TWO_DAYS, bars(TWO_DAYS, 1)));
    here.witnesses.hear(LTC, TWO_DAYS);
    here.clickHouse.execute(
        "ALTER TABLE ${database}.bars_current DELETE WHERE toDate(timestamp) = '2026-02-02'",
        Map.of("mutations_sync", "2"));
    TimeRange secondDay = new TimeRange(START.plus(Duration.ofDays(1)), TWO_DAYS.to());

    Witnesses.Testimony testimony = here.witnesses.hear(LTC, TWO_DAYS);

    assertThat(testimony.proven().ranges()).containsExactly(new TimeRange(START, secondDay.from()));
    assertThat(here.witnesses.incidents()).extracting(Incident::range).containsExactly(secondDay);

    Landed landed = here.landing.land(delivery(TWO_DAYS, bars(TWO_DAYS, 1)));

    assertThat(landed).isEqualTo(new Landed(1440, 1440, 0, 0, 0));
    assertThat(here.witnesses.hear(LTC, TWO_DAYS).proven().ranges()).containsExactly(TWO_DAYS);
    assertThat(here.witnesses.incidents()).isEmpty();
    assertThat(
            here.clickHouse.query(
                "SELECT DISTINCT toString(chunk_id) AS id FROM ${database}.bars_current FINAL ORDER BY id",
                Map.of(),
                row -> row.string()))
        .hasSize(2)
        .allMatch(id -> id.endsWith("#0") || id.endsWith("#1"));
  }

  @Test
  void aDroppedPartitionThatWasFilledAgainInPartIsNoticed() throws InterruptedException {
    here.landing.land(delivery(TWO_DAYS, bars(TWO_DAYS, 1)));
    here.witnesses.hear(LTC, TWO_DAYS);
    here.clickHouse.execute("ALTER TABLE ${database}.bars_current DROP PARTITION 202602");
    TimeRange firstDay = new TimeRange(START, START.plus(Duration.ofDays(1)));
    here.landing.land(delivery(firstDay, bars(firstDay, 1)));

    assertThat(here.witnesses.hear(LTC, TWO_DAYS).proven().ranges()).containsExactly(firstDay);
  }

  private Bar current(long openTime) {
    return Objects.requireNonNull(here.tables.current(LTC, TWO_DAYS).get(openTime)).bar();
  }

  private long count(String table) {
    return here.clickHouse
        .query("SELECT count() FROM ${database}." + table, Map.of(), row -> row.int64())
        .getFirst();
  }
}
