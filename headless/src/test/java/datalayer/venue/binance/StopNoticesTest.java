package datalayer.venue.binance;

import static datalayer.venue.binance.RestRig.SPOT;
import static datalayer.venue.binance.RestRig.SWAP;
import static datalayer.venue.binance.RestRig.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import datalayer.venue.HistoryFetch.Unavailable;
import datalayer.venue.binance.TrueVenue.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one process is told to send nothing holds for the others behind its address. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class StopNoticesTest {

  private RestRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = RestRig.listed();
  }

  @AfterEach
  void stop() {
    assertThat(rig.venue.violations).isEmpty();
    rig.close();
  }

  private URI spot() {
    return URI.create(rig.venue.address() + "/api/v3");
  }

  @Test
  void aBanIsPostedForItsMarketAlone() throws Exception {
    rig.venue.next(
        new Reply("/klines", 418, Map.of("Retry-After", "600"), "{\"code\":-1003,\"msg\":\"x\"}"));

    assertThat(rig.fetch(SPOT, WINDOW)).isInstanceOf(Unavailable.class);

    assertThat(rig.notices.of(spot()))
        .hasValueSatisfying(notice -> {
          assertThat(notice.left()).isBetween(Duration.ofSeconds(600), Duration.ofSeconds(601));
          assertThat(notice.reason()).contains("it has banned this address (418)");
        });
    assertThat(rig.notices.of(URI.create(rig.venue.address() + "/fapi/v1"))).isEmpty();
  }

  @Test
  void aStopThatAnotherProcessWasToldIsWaitedForWithoutARequest() throws Exception {
    rig.notices.post(spot(), Duration.ofSeconds(40), "another was told");

    rig.answered(SWAP, WINDOW);
    assertThat(rig.time.passed()).isLessThan(Duration.ofSeconds(40));
    assertThat(rig.venue.asked).allMatch(line -> line.startsWith("/fapi/"));

    rig.answered(SPOT, WINDOW);
    assertThat(rig.time.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void aLongOneIsSaidWithItsEnd() throws Exception {
    rig.notices.post(spot(), Duration.ofMinutes(10), "another was told");

    assertThat(rig.fetch(SPOT, WINDOW))
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable ->
                assertThat(unavailable.reason())
                    .contains(
                        "Binance spot: another was told; nothing is sent until 2026-03-05T12:10:20Z"));
    assertThat(rig.venue.asked).isEmpty();
    assertThat(rig.rest.budgets().getFirst().stopReason()).isEqualTo("another was told");
    assertThat(rig.rest.budgets().getFirst().underWay()).isZero();
    assertThat(rig.rest.budgets().getFirst().used()).isZero();
  }
}
