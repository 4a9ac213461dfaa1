package datalayer.venue.binance;

import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.venue.HistoryFetch;
import datalayer.venue.HistoryFetch.Answered;
import datalayer.venue.HistoryFetch.Refused;
import datalayer.venue.HistoryFetch.Unavailable;
import datalayer.venue.RequestPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One fetch of a range, from its first question to its result. Used once, by one thread. */
final class HistoryRead {

  /** A page has about 150 KB. */
  private static final int MAX_PAGE_BYTES = 4 << 20;

  /** Rows that are missing at the very end are believed to be missing after so long. */
  private static final Duration SETTLED = Duration.ofMinutes(5);

  /** More silent stretches than these are only counted in the evidence. */
  private static final int SHOWN = 50;

  private final RestMarket market;
  private final Series series;
  private final Timeframe timeframe;
  private final TimeRange wanted;
  private final TimeRange notFinal;
  private final RequestPriority priority;
  private final Map<Series, Instant> firstBars;
  private final BarProof proof;
  private Instant cursor;
  private @Nullable Instant firstBar;
  private String listing = "";
  private String lastEvidence = "";
  private int requests;
  private long bytes;

  /**
   * A fetch.
   *
   * @param wanted final, on the grid, not empty
   * @param notFinal what was asked for and is not final yet
   * @param firstBars the first bar there is of a series, where it is known
   */
  HistoryRead(
      RestMarket market,
      Series series,
      TimeRange wanted,
      TimeRange notFinal,
      RequestPriority priority,
      Map<Series, Instant> firstBars) {
    this.market = market;
    this.series = series;
    this.timeframe = series.timeframe();
    this.wanted = wanted;
    this.notFinal = notFinal;
    this.priority = priority;
    this.firstBars = firstBars;
    this.cursor = wanted.from();
    this.proof = new BarProof(timeframe, wanted.from());
  }

  HistoryFetch run() throws InterruptedException {
    skipTo(firstBars.get(series));
    while (cursor.isBefore(wanted.to())) {
      HistoryFetch failure = ask();
      if (failure != null) {
        return failure;
      }
    }
    return answered();
  }

  /** Asks for the next window; what came of it when it was no answer, else null. */
  private @Nullable HistoryFetch ask() throws InterruptedException {
    BarQuestion question =
        BarQuestion.next(
            market.kind(), series, cursor, wanted.to(), priority, market.budget().state());
    switch (get(question)) {
      case RestAnswer.Said<BarPage> said -> {
        lastEvidence = evidence(question, said.at());
        proof.take(question.window(), said.body(), lastEvidence);
        cursor = question.window().to();
      }
      case RestAnswer.Refused<BarPage> refused -> {
        return new Refused("%s: %s".formatted(series, refused.reason()), requests);
      }
      case RestAnswer.Failed<BarPage> failure -> {
        return unavailable(failure);
      }
    }
    return startsLate() ? askFirstBar() : null;
  }

  /** Whether the series may have begun only within what was read. */
  private boolean startsLate() {
    return firstBar == null
        && (proof.bars().isEmpty() || proof.bars().getFirst().opensAt().isAfter(wanted.from()));
  }

  private @Nullable HistoryFetch askFirstBar() throws InterruptedException {
    BarQuestion question = BarQuestion.first(market.kind(), series, wanted.to());
    switch (get(question)) {
      case RestAnswer.Said<BarPage> said -> {
        BarPage page = said.body();
        if (page.rows().isEmpty()) {
          listing = "has no bars at all: " + evidence(question, said.at());
          firstBar = wanted.to();
          skip(wanted.to());
          return null;
        }
        Instant first = first(page);
        if (first == null) {
          String reason =
              "%s: its first bar cannot be read: %s"
                  .formatted(market.said(question.text()), page.raw(page.rows().getFirst()));
          return unavailable(new RestAnswer.Failed<>(reason, null, 0));
        }
        if (!proof.bars().isEmpty() && proof.bars().getFirst().opensAt().isBefore(first)) {
          // it contradicts itself; what was seen is certain
          first = proof.bars().getFirst().opensAt();
        }
        listing = "begins at %s: %s".formatted(first, evidence(question, said.at()));
        firstBars.put(series, first);
        skipTo(first);
        return null;
      }
      case RestAnswer.Refused<BarPage> refused -> {
        return new Refused("%s: %s".formatted(series, refused.reason()), requests);
      }
      case RestAnswer.Failed<BarPage> failure -> {
        return unavailable(failure);
      }
    }
  }

  private @Nullable Instant first(BarPage page) {
    var bar = page.rows().getFirst().bar();
    return bar == null ? null : timeframe.floor(bar.opensAt());
  }

  private void skipTo(@Nullable Instant first) {
    if (first == null) {
      return;
    }
    firstBar = first;
    if (listing.isEmpty()) {
      listing = "begins at %s, as was asked before".formatted(first);
    }
    skip(first);
  }

  private void skip(Instant to) {
    Instant start = to.isAfter(wanted.to()) ? wanted.to() : to;
    if (start.isAfter(cursor)) {
      cursor = start;
      proof.skipTo(start);
    }
  }

  private RestAnswer<BarPage> get(BarQuestion question) throws InterruptedException {
    RestAnswer<BarPage> answer =
        market.get(question.text(), question.weight(), priority, MAX_PAGE_BYTES, BarPage::read);
    requests += answer.requests();
    if (answer instanceof RestAnswer.Said<BarPage> said) {
      bytes += said.bytes();
    }
    return answer;
  }

  private HistoryFetch unavailable(RestAnswer.Failed<BarPage> failure) {
    RangeSet open =
        RangeSet.of(new TimeRange(cursor, wanted.to()), notFinal)
            .union(proof.unread())
            .union(RangeSet.of(proof.holes().stream().map(BarProof.Hole::range).toList()))
            .minus(unlisted());
    return new Unavailable(
        proof.bars(),
        open,
        "%s: %s".formatted(series, failure.reason()),
        failure.retryAfter(),
        requests,
        bytes);
  }

  private HistoryFetch answered() {
    RangeSet unlisted = unlisted();
    Instant now = market.time().instant();
    RangeSet fresh = proof.tooFresh(now, SETTLED).minus(unlisted);
    RangeSet absent = RangeSet.of(proof.holes().stream().map(BarProof.Hole::range).toList());
    RangeSet silent = absent.minus(unlisted).minus(fresh);
    return new Answered(
        proof.bars(),
        proof.rejected(),
        silent,
        fresh.union(RangeSet.of(notFinal)),
        unlisted,
        proof.unread().minus(unlisted),
        evidence(silent, unlisted),
        requests,
        bytes);
  }

  private RangeSet unlisted() {
    Instant first = firstBar;
    if (first == null || !first.isAfter(wanted.from())) {
      return RangeSet.EMPTY;
    }
    Instant end = first.isAfter(wanted.to()) ? wanted.to() : first;
    return RangeSet.of(new TimeRange(wanted.from(), end));
  }

  private String evidence(BarQuestion question, Instant at) {
    return "%s, answered %s by its clock".formatted(market.said(question.text()), at);
  }

  private String evidence(RangeSet silent, RangeSet unlisted) {
    List<String> lines = new ArrayList<>();
    if (!unlisted.isEmpty()) {
      lines.add("%s %s".formatted(series, listing));
    }
    int shown = 0;
    for (BarProof.Hole hole : proof.holes()) {
      RangeSet part = RangeSet.of(hole.range()).intersection(silent);
      if (!part.isEmpty() && shown++ < SHOWN) {
        part.ranges()
            .forEach(range -> lines.add("no rows %s: %s".formatted(range, hole.evidence())));
      }
    }
    if (shown > SHOWN) {
      lines.add("and %,d more stretches without rows".formatted(shown - SHOWN));
    }
    if (lines.isEmpty()) {
      lines.add(
          "rows without a break; the last of %d requests: %s".formatted(requests, lastEvidence));
    }
    return String.join("\n", lines);
  }
}
