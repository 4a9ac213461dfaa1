package datalayer.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.backfill.Plan.ArchiveSource;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.landing.Delivery;
import datalayer.ledger.CoverageInterval;
import datalayer.ledger.CoverageInterval.State;
import datalayer.market.Bar;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Venue;
import datalayer.store.Source;
import datalayer.venue.ArchiveFile;
import datalayer.venue.RequestPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files first, requests behind them, and why the rest is missing. */
final class ChunkFetchTest {

  private static final Series BTC = Series.parse("binance:spot:BTC/USDT:1m");
  private static final TimeRange DAY = range("2026-02-10T00:00:00Z", "2026-02-11T00:00:00Z");
  private static final TimeRange HOLE = range("2026-02-10T03:00:00Z", "2026-02-10T03:30:00Z");
  private static final List<Bar> BARS =
      Walk.bars(BTC, range("2026-02-09T00:00:00Z", "2026-02-12T00:00:00Z"));

  private final SettableClock clock = new SettableClock("2026-03-20T12:00:00Z");
  private final FakeArchive archive = new FakeArchive();
  private final FakeHistory history = new FakeHistory(clock);

  @BeforeEach
  void fill() {
    history.has(BARS);
  }

  @Test
  void aWholeFileNeedsNoRequest() throws InterruptedException {
    ChunkFetch fetch = fetched(archived(Walk.bars(BTC, DAY)));

    assertThat(history.asked).isEmpty();
    assertThat(deliveries(fetch))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.source()).isEqualTo(Source.ARCHIVE);
          assertThat(d.parts().getFirst().bars()).hasSize(1440);
          assertThat(d.parts().getFirst().absences()).isEmpty();
        });
  }

  @Test
  void whatTheFileLacksIsADeliveryOfItsOwn() throws InterruptedException {
    ChunkFetch fetch = fetched(archived(Walk.without(Walk.bars(BTC, DAY), HOLE)));

    List<Delivery> deliveries = deliveries(fetch);
    assertThat(deliveries)
        .extracting(Delivery::source)
        .containsExactly(Source.ARCHIVE, Source.REST);
    assertThat(deliveries.getFirst().key()).isNotEqualTo(deliveries.getLast().key());
    assertThat(deliveries.getLast().parts().getFirst().bars())
        .extracting(Bar::opensAt)
        .first()
        .isEqualTo(HOLE.from());
    assertThat(deliveries.getLast().parts().getFirst().bars()).hasSize(30);
    assertThat(fetch.complaints()).isEmpty();
    assertThat(fetch.requests()).isEqualTo(1);
    assertThat(fetch.files()).endsWith(".zip, 1 request");
  }

  @Test
  void aBrokenFileIsMadeGoodByRequests() throws InterruptedException {
    PlannedChunk chunk = archived(Walk.bars(BTC, DAY));
    archive.breaks(file(chunk));

    ChunkFetch fetch = fetched(chunk);

    assertThat(deliveries(fetch))
        .extracting(Delivery::source)
        .containsExactly(Source.ARCHIVE, Source.REST);
    assertThat(deliveries(fetch).getFirst().parts().getFirst().archives()).hasSize(1);
    assertThat(deliveries(fetch).getLast().parts().getFirst().bars()).hasSize(1440);
    assertThat(absences(fetch)).isEmpty();
    assertThat(fetch.complaints()).singleElement().asString().endsWith("is broken");
  }

  @Test
  void whatCameOfABrokenOffAnswerCountsAndTheRestIsAskedAgain() throws InterruptedException {
    PlannedChunk chunk = requested(DAY);
    history.awayAfter(400);
    ChunkFetch fetch = fetched(chunk);

    assertThat(fetch.isWorthRepeating()).isTrue();
    assertThat(fetch.unavailable()).isEqualTo("the venue does not answer");
    assertThat(fetch.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(deliveries(fetch).getLast().parts().getFirst().bars()).hasSize(300);
    assertThat(absences(fetch))
        .singleElement()
        .satisfies(i -> {
          assertThat(i.state()).isEqualTo(State.UNDELIVERED);
          assertThat(i.range().from()).isEqualTo(Instant.parse("2026-02-10T05:00:00Z"));
          assertThat(i.statements().next()).isNotNull();
        });

    history.awayAfter(-1);
    fetch.run();

    assertThat(fetch.isWorthRepeating()).isFalse();
    assertThat(deliveries(fetch).getLast().parts().getFirst().bars()).hasSize(1440);
    assertThat(absences(fetch)).isEmpty();
    assertThat(history.asked.getLast().from())
        .as("only what is open, with bars beside it")
        .isEqualTo(Instant.parse("2026-02-10T03:20:00Z"));
  }

  @Test
  void aRefusalIsUndeliveredWithTheVenuesWords() throws InterruptedException {
    history.refuse("Binance does not know BTCUSDT (-1121)");

    ChunkFetch fetch = fetched(requested(DAY));

    assertThat(fetch.isWorthRepeating()).isFalse();
    assertThat(absences(fetch))
        .singleElement()
        .satisfies(i -> {
          assertThat(i.state()).isEqualTo(State.UNDELIVERED);
          assertThat(i.reason()).isEqualTo("Binance does not know BTCUSDT (-1121)");
        });
  }

  @Test
  void silenceCountsOnlyWithBarsOnBothSides() throws InterruptedException {
    history.truth.tailMap(HOLE.from().toEpochMilli(), true).clear();

    ChunkFetch fetch = fetched(requested(DAY));

    assertThat(absences(fetch))
        .singleElement()
        .satisfies(i -> {
          assertThat(i.state()).isEqualTo(State.ABSENT);
          assertThat(i.range()).isEqualTo(new TimeRange(HOLE.from(), DAY.to()));
          assertThat(i.statements().answer()).as("no statement").isNull();
          assertThat(i.reason()).endsWith("it has none after it either, so that proves nothing");
        });
  }

  @Test
  void aLongOutageIsLookedAcross() throws InterruptedException {
    history.lacks(range("2026-02-10T20:00:00Z", "2026-02-11T08:00:00Z"));

    ChunkFetch fetch = fetched(requested(DAY));

    assertThat(history.asked).hasSize(2);
    assertThat(absences(fetch))
        .singleElement()
        .satisfies(i -> {
          assertThat(i.range().to()).isEqualTo(DAY.to());
          assertThat(i.statements().answer()).contains("; GET klines");
        });
  }

  @Test
  void withoutRequestsThingsStayAsTheFilesSay() throws InterruptedException {
    PlannedChunk chunk = archived(Walk.without(Walk.bars(BTC, DAY), HOLE));
    ChunkFetch fetch =
        new ChunkFetch(
            chunk,
            Sources.archives(Map.of(Venue.BINANCE, archive)),
            RequestPriority.BACKFILL,
            clock);
    fetch.run();

    assertThat(absences(fetch))
        .singleElement()
        .satisfies(i -> {
          assertThat(i.state()).isEqualTo(State.ABSENT);
          assertThat(i.range()).isEqualTo(HOLE);
          assertThat(i.reason()).endsWith(".zip has no row for it");
          assertThat(i.statements().next()).isNull();
        });
  }

  private ChunkFetch fetched(PlannedChunk chunk) throws InterruptedException {
    Sources sources =
        new Sources(
            Map.of(Venue.BINANCE, archive), Map.of(Venue.BINANCE, history), HoleRules.defaults());
    ChunkFetch fetch = new ChunkFetch(chunk, sources, RequestPriority.BACKFILL, clock);
    fetch.run();
    return fetch;
  }

  private PlannedChunk archived(List<Bar> bars) {
    ArchiveFile file = archive.publish(BTC, DAY, bars);
    return new PlannedChunk(
        BTC, DAY, List.of(new ArchiveSource(file.path(), file.period(), file.bytes())));
  }

  private static ArchiveFile file(PlannedChunk chunk) {
    ArchiveSource source = chunk.sources().getFirst();
    return new ArchiveFile(
        chunk.series(), source.path(), source.range(), ArchiveFile.Span.DAY, source.bytes());
  }

  private static PlannedChunk requested(TimeRange range) {
    return new PlannedChunk(
        BTC, range, RangeSet.of(range), List.of(), List.of(), false, 2, 0, Duration.ZERO);
  }

  private static List<Delivery> deliveries(ChunkFetch fetch) {
    return fetch.deliveries(new UUID(1, 2), "b-0001");
  }

  private static List<CoverageInterval> absences(ChunkFetch fetch) {
    return deliveries(fetch).getLast().parts().getFirst().absences();
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(Instant.parse(from), Instant.parse(to));
  }
}
