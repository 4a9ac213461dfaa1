package datalayer.console.chart;

import datalayer.console.fx.Figures;
import datalayer.console.fx.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of the side panel. They age: what is live may have a hole since the data was read.
 *
 * @param through up to when nothing is missing: a time of this day, or a date
 * @param behind how far that is behind
 * @param exactly the same to the minute
 * @param verdict why it is not further, or that all is there
 * @param verdictStyle how that looks
 * @param newest the newest bar
 * @param missing how many bars of ours are missing
 */
record PanelText(
    String through,
    String behind,
    String exactly,
    String verdict,
    String verdictStyle,
    String newest,
    long missing) {

  /**
   * What is to be said.
   *
   * @param hole what is missing at the live end, or null
   * @param now the time of the console's clock
   */
  static PanelText of(ChartData data, @Nullable LiveHole hole, Instant now) {
    SeriesFacts facts = data.facts();
    Instant newest = data.extent().to().minusMillis(data.barMillis());
    Optional<Instant> end = facts.completeThrough();
    LiveHole open = hole != null && hole.isOpen() ? hole : null;
    boolean unknown = open != null && !open.range().from().isBefore(data.extent().to());
    long missing = facts.missing() + (open != null && unknown ? open.bars() : 0);
    boolean all = missing == 0 && facts.notAsked() == 0;
    return new PanelText(
        end.map(at -> moment(at, now)).orElse(Figures.UNKNOWN),
        end.map(at -> behind(at, now)).orElse(""),
        end.map(at -> "Complete through " + Times.dayAndMinute(at) + " UTC").orElse(""),
        open != null ? open.words() + ", being fetched." : verdict(data, now),
        all && open == null ? "verdict-good" : missing == 0 ? "verdict-open" : "verdict-bad",
        "Newest bar %s.".formatted(moment(newest, now)),
        missing);
  }

  private static String verdict(ChartData data, Instant now) {
    SeriesFacts facts = data.facts();
    if (facts.missing() > 0) {
      return "%s of %s %s it back."
          .formatted(
              Figures.count(facts.gaps(), "gap", "gaps"),
              Figures.count(facts.missing(), "bar", "bars"),
              facts.gaps() == 1 ? "holds" : "hold");
    }
    if (facts.notAsked() > 0) {
      return "Nobody asked for %s."
          .formatted(Figures.count(facts.notAsked(), "other bar", "other bars"));
    }
    Instant first = data.extent().from();
    boolean sameYear = Times.year(first).equals(Times.year(now));
    return "Every bar since %s is here.".formatted(sameYear ? Times.day(first) : Times.date(first));
  }

  private static String behind(Instant end, Instant now) {
    Duration age = Duration.between(end, now);
    return age.isNegative() ? "ahead of the clock" : Figures.age(age) + " behind";
  }

  private static String moment(Instant at, Instant now) {
    if (sameDay(at, now)) {
      return Times.minute(at);
    }
    if (!Times.year(at).equals(Times.year(now))) {
      return Times.date(at);
    }
    boolean midnight = at.equals(at.truncatedTo(ChronoUnit.DAYS));
    return midnight ? Times.day(at) : Times.dayAndMinute(at);
  }

  private static boolean sameDay(Instant a, Instant b) {
    return a.truncatedTo(ChronoUnit.DAYS).equals(b.truncatedTo(ChronoUnit.DAYS));
  }
}
