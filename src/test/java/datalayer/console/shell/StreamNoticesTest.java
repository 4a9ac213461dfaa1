package datalayer.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.FixtureStreams;
import datalayer.console.RecordedNotices;
import datalayer.console.theme.Mark;
import datalayer.feed.FeedEvent;
import datalayer.feed.StreamState;
import datalayer.feed.StreamState.Heal;
import datalayer.feed.StreamState.Phase;
import datalayer.market.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StreamNoticesTest {

  private static final Instant NOW = Instant.parse("2026-11-19T14:07:32Z");

  private final RecordedNotices said = new RecordedNotices();
  private final StreamNotices notices = new StreamNotices(said);

  @Test
  void whatHappenedBeforeIsNotTold() {
    notices.accept(List.of(stream(Phase.LIVE, lastHeal(NOW.minusSeconds(60)), lost(-20))), NOW);
    notices.accept(
        List.of(stream(Phase.LIVE, lastHeal(NOW.minusSeconds(60)), lost(-20))), NOW.plusSeconds(9));
    assertThat(said.told()).isEmpty();
    assertThat(said.done()).isEmpty();
  }

  @Test
  void aLossIsToldOnceAndTheHealWhenItRests() {
    notices.accept(List.of(stream(Phase.LIVE, null)), NOW);
    notices.accept(List.of(stream(Phase.WAITING, null, lost(1))), NOW.plusSeconds(1));
    notices.accept(List.of(stream(Phase.WAITING, null, lost(1))), NOW.plusSeconds(2));
    assertThat(said.told()).containsExactly("Binance spot: the connection was reset");
    notices.accept(
        List.of(stream(Phase.LIVE, lastHeal(NOW.plusSeconds(4)), back(3), lost(1))),
        NOW.plusSeconds(5));
    assertThat(said.done()).containsExactly("Binance spot is back after 2.0 s");
    notices.accept(
        List.of(stream(Phase.LIVE, lastHeal(NOW.plusSeconds(4)), back(3), lost(1))),
        NOW.plusSeconds(8));
    assertThat(said.done())
        .last()
        .asString()
        .isEqualTo(
            "Binance spot is whole again: 12\u00a0bars of 6\u00a0series by REST in 4.1\u00a0s");
    assertThat(said.done()).hasSize(2);
  }

  @Test
  void aConnectionSaysHowOldItsDataIsAndAllElseUnderThePointer() {
    StreamState live = FixtureStreams.live("Binance spot", Venue.BINANCE, 400, List.of());
    Connection well = Connection.of(live, NOW, NOW, false);
    assertThat(well.mark()).isEqualTo(Mark.COMPLETE);
    assertThat(well.age()).isEqualTo("0.4\u00a0s");
    assertThat(well.details()).contains("48,210\u00a0messages");
    assertThat(Connection.of(live, NOW, NOW.plusSeconds(9), true).mark()).isEqualTo(Mark.STALE);
    Connection late =
        Connection.of(
            FixtureStreams.late("Binance spot", FixtureStreams.BTC, Duration.ofSeconds(41)),
            NOW,
            NOW,
            false);
    assertThat(late.mark()).isEqualTo(Mark.LATE);
    assertThat(late.age()).isEqualTo("41\u00a0s late");
    Connection gone = Connection.of(stream(Phase.WAITING, null), NOW, NOW, false);
    assertThat(gone.age()).isEqualTo("2.0\u00a0s, lost");
    assertThat(gone.details()).contains("Next attempt at 14:07:40");
  }

  private static FeedEvent lost(int second) {
    return event(second, FeedEvent.Kind.LOST, null, "Binance spot: the connection was reset");
  }

  private static FeedEvent back(int second) {
    return event(
        second, FeedEvent.Kind.LIVE, Duration.ofSeconds(2), "Binance spot is back after 2.0 s");
  }

  private static FeedEvent event(
      int second, FeedEvent.Kind kind, @Nullable Duration took, String text) {
    return new FeedEvent(NOW.plusSeconds(second), kind, "Binance spot", null, null, 0, took, text);
  }

  private static Heal lastHeal(Instant at) {
    return new Heal(12, 6, Duration.ofMillis(4_100), at);
  }

  private static StreamState stream(Phase phase, @Nullable Heal heal, FeedEvent... events) {
    return new StreamState(
        "Binance spot",
        Venue.BINANCE,
        phase,
        6,
        NOW.minusSeconds(2),
        0,
        100,
        0,
        0,
        "",
        phase == Phase.WAITING ? NOW.plusSeconds(8) : null,
        0,
        List.of(),
        heal,
        List.of(events));
  }
}
