package datalayer.console.coverage;

import datalayer.console.fx.Figures;
import datalayer.console.fx.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sentences around the heatmap. */
final class CoverageText {

  private CoverageText() {}

  /** {@code 24 series · 8 Aug to 19 Nov 2026 · 97.51 % of expected series-days complete}. */
  static String summary(int series, List<SeriesCoverage> known, Instant oldest, Instant now) {
    long whole = known.stream().mapToLong(SeriesCoverage::wholeDays).sum();
    long due = known.stream().mapToLong(SeriesCoverage::dueDays).sum();
    return "%s · %s to %s · %s of expected series-days complete"
        .formatted(
            Figures.count(series) + " series",
            Times.day(oldest),
            Times.date(now),
            due == 0 ? Figures.UNKNOWN : Figures.percent((double) whole / due));
  }

  /** {@code Refreshed 3 s ago}; empty when nothing was read yet. */
  static String refreshed(@Nullable Instant readAt, Instant now) {
    if (readAt == null) {
      return "";
    }
    Duration age = Duration.between(readAt, now);
    return age.toSeconds() < 1
        ? "Refreshed just now"
        : "Refreshed " + Figures.elapsed(age) + " ago";
  }
}
