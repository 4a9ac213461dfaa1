package datalayer.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.Plan.SeriesPlan;
import datalayer.landing.Landed;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.VenueUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a hole that is the venue's own, over a real engine and ledger. */
final class OutageTest {

  private static final Series BTC = Series.parse("binance:spot:BTC/USDT:15m");
  private static final TimeRange FEBRUARY = range("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");
  private static final TimeRange AROUND = range("2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z");
  private static final TimeRange OUTAGE = range("2026-02-11T03:30:00Z", "2026-02-11T05:00:00Z");

  @TempDir Path directory;
  private TestBackfill system;

  @BeforeEach
  void open() {
    system = new TestBackfill(directory, new SettableClock("2026-03-20T12:00:00Z"));
    system.history.has(Walk.bars(BTC, AROUND));
    system.archive.publish(BTC, range("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"), List.of());
  }

  @AfterEach
  void close() {
    system.close();
  }

  @Test
  void aHoleOfFileAndAnswerIsConfirmedAtOnceAndNotAskedForAgain()
      throws VenueUnavailableException, InterruptedException {
    system.history.lacks(OUTAGE);
    List<Bar> bars = Walk.without(Walk.bars(BTC, FEBRUARY), OUTAGE);
    system.archive.publish(BTC, FEBRUARY, bars);

    Landed landed = system.run(BTC, FEBRUARY, Load.MISSING);

    assertThat(landed.missing()).isZero();
    assertThat(hole().state()).isEqualTo(State.EMPTY);
    assertThat(hole().reason())
        .contains("SHA-256")
        .contains("has no row for it")
        .contains("GET klines")
        .contains("2026-03-20T12:00:00Z");

    int asked = system.history.asked.size();
    int fetched = system.archive.fetched.size();
    Plan again = system.plan(BTC, FEBRUARY, Load.MISSING);
    system.run(again);

    assertThat(again.chunks()).isZero();
    assertThat(again.rows()).isZero();
    assertThat(again.series()).first().extracting(SeriesPlan::empty).isEqualTo(6L);
    assertThat(system.history.asked).hasSize(asked);
    assertThat(system.archive.fetched).hasSize(fetched);
    assertThat(system.archive.checked).as("not even its checksum").isEmpty();
  }

  @Test
  void aFilePublishedLaterReopensIt() throws VenueUnavailableException, InterruptedException {
    system.history.lacks(OUTAGE);
    system.archive.publish(BTC, FEBRUARY, Walk.without(Walk.bars(BTC, FEBRUARY), OUTAGE));
    system.run(BTC, FEBRUARY, Load.MISSING);

    system.clock.pass(Duration.ofDays(1));
    TimeRange day = range("2026-02-11T00:00:00Z", "2026-02-12T00:00:00Z");
    system.archive.publish(BTC, day, Walk.bars(BTC, FEBRUARY));
    Plan plan = system.plan(BTC, FEBRUARY, Load.MISSING);

    assertThat(plan.rows()).isEqualTo(6);
    assertThat(plan.remarks()).anyMatch(r -> r.contains("a file appeared or changed since"));
    assertThat(system.run(plan).rows()).isEqualTo(6);
    assertThat(system.intervals(BTC, FEBRUARY))
        .extracting(CoverageInterval::state)
        .containsExactly(State.PRESENT);
  }

  @Test
  void withoutAFileItTakesTwoAnswersAndTheSecondOneLate()
      throws VenueUnavailableException, InterruptedException {
    TimeRange recent = range("2026-03-20T00:00:00Z", "2026-03-20T11:00:00Z");
    TimeRange outage = range("2026-03-20T05:00:00Z", "2026-03-20T06:00:00Z");
    system.history.lacks(outage);

    assertThat(system.run(BTC, recent, Load.MISSING).missing()).isEqualTo(4);
    CoverageInterval first = at(outage);
    assertThat(first.state()).isEqualTo(State.ABSENT);
    assertThat(first.statements().attempts()).isEqualTo(1);
    assertThat(first.statements().next()).isEqualTo(Instant.parse("2026-03-21T06:00:00Z"));

    int asked = system.history.asked.size();
    Plan early = system.plan(BTC, recent, Load.MISSING);
    assertThat(early.chunks()).as("not before its next attempt").isZero();
    assertThat(early.series().getFirst().waiting()).isEqualTo(4);
    assertThat(early.remarks()).anyMatch(r -> r.contains("from 2026-03-21 06:00 UTC on"));
    assertThat(system.history.asked).hasSize(asked);

    system.clock.pass(Duration.ofDays(2));
    system.run(BTC, recent, Load.MISSING);
    assertThat(at(outage).state())
        .as("a file may still come: it is asked for again, and not believed")
        .isEqualTo(State.ABSENT);
    assertThat(at(outage).statements().attempts()).isEqualTo(2);

    system.clock.pass(Duration.ofDays(40));
    assertThat(system.run(BTC, recent, Load.MISSING).missing()).isZero();
    assertThat(at(outage).state()).isEqualTo(State.EMPTY);
    assertThat(at(outage).reason()).contains("; and before: GET klines");
    assertThat(system.plan(BTC, recent, Load.MISSING).chunks()).isZero();
  }

  @Test
  void whatTheFilesLackAndTheVenueHasComesByRequest()
      throws VenueUnavailableException, InterruptedException {
    system.archive.publish(BTC, FEBRUARY, Walk.without(Walk.bars(BTC, FEBRUARY), OUTAGE));

    Landed landed = system.run(BTC, FEBRUARY, Load.MISSING);

    assertThat(landed.missing()).isZero();
    assertThat(landed.rows()).isEqualTo(28 * 96);
    assertThat(system.here.tables.landedChunks())
        .extracting(c -> c.chunkId().contains("@rest"))
        .containsExactlyInAnyOrder(true, false);
    assertThat(system.intervals(BTC, FEBRUARY))
        .extracting(CoverageInterval::state)
        .containsExactly(State.PRESENT);
  }

  @Test
  void barsBeforeTheListingAreNotMissing() throws VenueUnavailableException, InterruptedException {
    Series sol = Series.parse("binance:spot:SOL/USDT:15m");
    TimeRange since = range("2026-02-05T06:00:00Z", "2026-03-01T00:00:00Z");
    TimeRange asked = range("2025-06-01T00:00:00Z", "2026-03-01T00:00:00Z");
    system.history.truth.clear();
    system.history.has(Walk.bars(sol, since));
    system.archive.publish(sol, FEBRUARY, Walk.bars(sol, since));

    Plan plan = system.plan(sol, asked, Load.MISSING);
    assertThat(plan.rows()).isEqualTo(28 * 96);
    Landed landed = system.run(plan);

    assertThat(landed.missing()).isZero();
    assertThat(system.intervals(sol, FEBRUARY).getFirst().state()).isEqualTo(State.NOT_LISTED);
    assertThat(system.intervals(sol, FEBRUARY).getFirst().reason())
        .startsWith("not listed before 2026-02-05T06:00:00Z");
    Plan again = system.plan(sol, asked, Load.MISSING);
    assertThat(again.rows()).isZero();
    assertThat(again.chunks()).isZero();
    assertThat(again.series().getFirst().unlisted())
        .isEqualTo(asked.duration().minus(since.duration()).toMinutes() / 15);
  }

  private CoverageInterval hole() {
    return at(OUTAGE);
  }

  private CoverageInterval at(TimeRange range) {
    List<CoverageInterval> found = system.intervals(BTC, range);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().range()).isEqualTo(range);
    return found.getFirst();
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(Instant.parse(from), Instant.parse(to));
  }
}
