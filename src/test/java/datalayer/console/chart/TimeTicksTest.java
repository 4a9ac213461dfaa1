package datalayer.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.chart.TimeTicks.Tick;
import datalayer.market.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTicksTest {

  private static final Instant START = Instant.parse("2026-11-19T11:34:00Z");

  private static List<Tick> ticks(Duration shown) {
    return TimeTicks.of(TimeScale.showing(new TimeRange(START, START.plus(shown)), 950), 84);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 60, 150, 600, 1_440, 10_080, 43_200, 525_600, 5_256_000})
  void marksAreApartAndAscend(long minutes) {
    TimeScale scale =
        TimeScale.showing(new TimeRange(START, START.plus(Duration.ofMinutes(minutes))), 950);
    List<Tick> ticks = TimeTicks.of(scale, 84);
    assertThat(ticks).hasSizeGreaterThan(2);
    for (int i = 1; i < ticks.size(); i++) {
      double apart = scale.x(ticks.get(i).millis()) - scale.x(ticks.get(i - 1).millis());
      assertThat(apart).isGreaterThan(50);
    }
  }

  @Test
  void hoursStandOutAmongMinutes() {
    assertThat(ticks(Duration.ofMinutes(150)))
        .filteredOn(Tick::major)
        .extracting(Tick::label)
        .containsExactly("12:00", "13:00", "14:00");
  }

  @Test
  void daysStandOutAmongHours() {
    assertThat(ticks(Duration.ofDays(2)))
        .filteredOn(Tick::major)
        .extracting(Tick::label)
        .contains("20 Nov", "21 Nov");
  }

  @Test
  void yearsStandOutAmongMonths() {
    assertThat(ticks(Duration.ofDays(800)))
        .filteredOn(Tick::major)
        .extracting(Tick::label)
        .contains("2027", "2028");
  }
}
