package datalayer.simulator.binance;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.simulator.Fault;
import datalayer.simulator.binance.VenueRequest.Standing;
import datalayer.simulator.binance.WeightMeter.Charge;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WeightTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:34:50Z");

  private long nanos;
  private final WeightMeter meter = new WeightMeter(10, () -> nanos);

  private void aSecondPasses() {
    nanos += TimeUnit.SECONDS.toNanos(1);
  }

  @Test
  void weightIsCountedByFixedMinutes() {
    assertThat(meter.charge(6, NOW).used()).isEqualTo(6);
    assertThat(meter.charge(4, NOW.plusSeconds(9)).used()).isEqualTo(10);
    assertThat(meter.charge(4, NOW.plusSeconds(10)).used()).isEqualTo(4);
  }

  @Test
  void whoGoesOverTheLimitWaitsForTheNextMinute() {
    meter.charge(10, NOW);
    Charge over = meter.charge(1, NOW);
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.standing()).isEqualTo(Standing.OVER_LIMIT);
    assertThat(over.until()).isEqualTo(Instant.parse("2026-03-10T12:35:00Z"));

    assertThat(meter.charge(1, NOW.plusSeconds(10)).status()).isEqualTo(200);
  }

  @Test
  void whoDoesNotWaitIsBannedForLongerEachTime() {
    meter.charge(11, NOW);
    aSecondPasses();
    Charge first = meter.charge(1, NOW.plusSeconds(1));
    assertThat(first.status()).isEqualTo(418);
    assertThat(first.standing()).isEqualTo(Standing.DURING_BAN);
    assertThat(first.until()).isEqualTo(NOW.plusSeconds(121));
    aSecondPasses();
    Charge second = meter.charge(1, NOW.plusSeconds(2));
    assertThat(second.until()).isEqualTo(NOW.plusSeconds(2).plus(Duration.ofMinutes(8)));
    for (int i = 0; i < 20; i++) {
      aSecondPasses();
      second = meter.charge(1, NOW.plusSeconds(3));
    }
    assertThat(second.until()).isEqualTo(NOW.plusSeconds(3).plus(Duration.ofDays(3)));
    assertThat(meter.charge(1, NOW.plus(Duration.ofDays(4))).status()).isEqualTo(200);
  }

  @Test
  void whoCannotHaveHeardOfARefusalYetDoesNotBreakIt() {
    meter.charge(11, NOW);
    Charge crossed = meter.charge(1, NOW);
    assertThat(crossed.status()).isEqualTo(429);
    assertThat(crossed.standing()).isEqualTo(Standing.CROSSED_A_REFUSAL);
    assertThat(crossed.standing().isViolation()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "99,1", "100,2", "499,2", "500,5", "1000,5", "1001,10", "1500,10"})
  void futuresWeighByTheLimit(int limit, int weight) {
    assertThat(BinanceMarket.USDT_MARGINED.klinesWeight(limit)).isEqualTo(weight);
    assertThat(BinanceMarket.SPOT.klinesWeight(limit)).isEqualTo(2);
  }

  @Test
  void everyAnswerTellsTheWeightAndTheLogKnowsWhoWentOver() throws Exception {
    try (Rig rig = new Rig()) {
      HttpResponse<String> response = rig.spot("exchangeInfo");
      assertThat(response.headers().firstValue("x-mbx-used-weight-1m")).contains("20");
      for (int i = 0; i < 299; i++) {
        response = rig.spot("exchangeInfo");
      }
      assertThat(response.headers().firstValue("X-MBX-USED-WEIGHT")).contains("6000");
      assertThat(rig.binance.violations()).isEmpty();

      HttpResponse<String> over = rig.spot("time");
      assertThat(over.statusCode()).isEqualTo(429);
      assertThat(over.headers().firstValue("Retry-After")).contains("4");
      assertThat(over.headers().firstValue("X-MBX-USED-WEIGHT-1M")).contains("6001");
      assertThat(over.body())
          .isEqualTo(
              "{\"code\":-1003,\"msg\":\"Too much request weight used; current limit is 6000 request"
                  + " weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid"
                  + " polling the API.\"}");
      assertThat(rig.binance.violations())
          .singleElement()
          .satisfies(request -> assertThat(request.standing()).isEqualTo(Standing.OVER_LIMIT))
          .satisfies(request -> assertThat(request.served().status()).isEqualTo(429));
      assertThat(rig.futures("time").statusCode()).as("the markets count apart").isEqualTo(200);
    }
  }

  @Test
  void aScriptedRefusalIsNoFaultOfTheClientButBindsIt() throws Exception {
    try (Rig rig = new Rig()) {
      rig.binance.faults().add("time", Fault.tooMany(418, "120"), 1);
      HttpResponse<String> banned = rig.futures("time");
      assertThat(banned.statusCode()).isEqualTo(418);
      assertThat(banned.headers().firstValue("Retry-After")).contains("120");
      assertThat(banned.headers().firstValue("X-MBX-USED-WEIGHT-1M")).contains("1");
      assertThat(banned.body())
          .contains("IP banned until " + Rig.NOW.plusSeconds(120).toEpochMilli());
      HttpResponse<String> crossing = rig.futures("time");
      assertThat(crossing.statusCode()).isEqualTo(418);
      assertThat(rig.binance.violations()).isEmpty();

      rig.binance.clock().advance(Duration.ofMinutes(2));
      assertThat(rig.futures("time").statusCode()).isEqualTo(200);
    }
  }
}
