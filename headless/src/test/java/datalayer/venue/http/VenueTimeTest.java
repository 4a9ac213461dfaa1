package datalayer.venue.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class VenueTimeTest {

  private static final Instant LOCAL = Instant.parse("2026-03-05T12:00:00Z");
  private static final Instant VENUE = Instant.parse("2026-03-05T12:00:04.200Z");
  private static final Duration HALF = Duration.ofMillis(50);
  private static final Duration DAY = Duration.ofDays(1);

  private final HandTime hand = new HandTime(LOCAL);
  private final VenueTime time = new VenueTime("Binance spot", hand, hand);

  @Test
  void theMachinesClockIsTheGuessUntilTheVenueSpeaks() {
    assertThat(time.known()).isFalse();
    assertThat(time.stale(DAY)).isTrue();
    assertThat(time.skew()).isNull();
    assertThat(time.instant()).isEqualTo(LOCAL);
  }

  @Test
  void theSkewIsSaid() {
    time.said(hand.nanos(), VENUE, HALF);
    assertThat(time.instant()).isEqualTo(VENUE);
    assertThat(time.atLeast()).isEqualTo(VENUE.minus(HALF));
    assertThat(Objects.requireNonNull(time.skew()).said())
        .isEqualTo("The clock of this machine is 4.2 s behind Binance spot");
    hand.set(VENUE.plusMillis(40));
    assertThat(Objects.requireNonNull(time.skew()).said())
        .isEqualTo("The clock of this machine agrees with Binance spot");
  }

  @Test
  void aClockSetBackAnHourChangesNothingButIsNoticed() {
    time.said(hand.nanos(), VENUE, HALF);
    hand.passes(Duration.ofMinutes(1));
    assertThat(time.stale(DAY)).isFalse();
    hand.set(hand.instant().minus(Duration.ofHours(1)));
    assertThat(time.instant()).isEqualTo(VENUE.plus(Duration.ofMinutes(1)));
    assertThat(time.stale(DAY)).isTrue();
    assertThat(Objects.requireNonNull(time.skew()).ahead())
        .isEqualTo(Duration.ofHours(-1).minusMillis(4_200));
  }

  @Test
  void itAgesAndIsAskedAgain() {
    time.said(hand.nanos(), VENUE, HALF);
    hand.passes(Duration.ofMinutes(31));
    assertThat(time.stale(Duration.ofMinutes(30))).isTrue();
    assertThat(Objects.requireNonNull(time.skew()).age()).isEqualTo(Duration.ofMinutes(31));
  }

  @Test
  void aLittleBackStandsStillAndMuchBackIsBelieved() {
    time.said(hand.nanos(), VENUE, HALF);
    assertThat(time.instant()).isEqualTo(VENUE);
    time.said(hand.nanos(), VENUE.minusSeconds(1), HALF);
    assertThat(time.instant()).isEqualTo(VENUE);
    assertThat(time.atLeast()).isEqualTo(VENUE.minusSeconds(1).minus(HALF));
    hand.passes(Duration.ofMillis(1_500));
    assertThat(time.instant()).isEqualTo(VENUE.plusMillis(500));
    time.said(hand.nanos(), VENUE.minusSeconds(3_600), HALF);
    assertThat(time.instant()).isEqualTo(VENUE.minusSeconds(3_600));
  }
}
