package datalayer.console.chart;

import datalayer.console.fx.Figures;
import datalayer.console.fx.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The sentences of the side panel.
 *
 * @param through the time of day up to which nothing is missing, or a date
 * @param behind how far that is behind
 * @param verdict why it is not further, or that all is there
 * @param newest the newest bar, where that is more than what is complete; else empty
 * @param whole whether nothing of ours is missing
 */
record PanelText(
    String through, String behind, String verdict, String newest, boolean whole, String asOf) {

  static PanelText of(ChartData data) {
    SeriesFacts facts = data.facts();
    boolean whole = facts.missing() == 0;
    Instant newest = data.extent().to();
    String verdict =
        whole
            ? "Every bar from %s on is here.".formatted(Times.date(data.extent().from()))
            : "%s of %s %s it back."
                .formatted(
                    Figures.count(facts.gaps(), "gap", "gaps"),
                    Figures.count(facts.missing(), "bar", "bars"),
                    facts.gaps() == 1 ? "holds" : "hold");
    String last =
        whole
            ? ""
            : "Newest bar %s."
                .formatted(moment(newest.minusMillis(data.barMillis()), data.readAt()));
    return facts
        .completeThrough()
        .map(end ->
            new PanelText(
                moment(end, data.readAt()),
                behind(end, data.readAt()),
                verdict,
                last,
                whole,
                Times.clock(data.readAt())))
        .orElse(
            new PanelText(Figures.UNKNOWN, "", verdict, last, whole, Times.clock(data.readAt())));
  }

  private static String behind(Instant end, Instant now) {
    Duration age = Duration.between(end, now);
    String day = sameDay(end, now) ? Times.day(end) + " · " : Times.minute(end) + " · ";
    return day + (age.isNegative() ? "ahead of the clock" : Figures.age(age) + " behind");
  }

  private static String moment(Instant at, Instant now) {
    return sameDay(at, now) ? Times.minute(at) : Times.date(at);
  }

  private static boolean sameDay(Instant a, Instant b) {
    return a.truncatedTo(ChronoUnit.DAYS).equals(b.truncatedTo(ChronoUnit.DAYS));
  }
}
