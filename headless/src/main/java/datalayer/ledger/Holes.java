package datalayer.ledger;

import datalayer.ledger.CoverageInterval.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a hole is believed to be the venue's own.
 *
 * <p>Two statements of the venue must agree that it has no bars there although it has bars around:
 * a verified archive file without the rows and an answer to a request without them; or, where no
 * file can be expected, two answers at least an hour apart, the second one given when the stretch
 * was long settled. Until then the stretch is missing and is asked for again after a pause that
 * doubles from an hour to a week.
 *
 * <p>This is bad because a venue that loses bars in both places is believed, and because a hole
 * that no file can prove is missing for a day at least. The other way round is worse: a hole that
 * nobody believes is asked for by every run for ever, and hides the holes that are ours.
 */
final class Holes {

  private static final Duration APART = Duration.ofHours(1);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(7);

  private Holes() {}

  /**
   * What is to be written down when something is said of a stretch.
   *
   * @param known what was known of exactly this stretch, or null
   */
  static CoverageInterval told(
      @Nullable CoverageInterval known, CoverageInterval news, Instant now) {
    if (news.state() == State.REJECTED) {
      int attempts = known == null ? 1 : known.statements().attempts() + 1;
      return new CoverageInterval(
          news.range(), news.state(), news.reason(), news.statements().judged(attempts, null));
    }
    if (news.state() != State.ABSENT && news.state() != State.UNDELIVERED) {
      return news;
    }
    if (known == null) {
      return judged(null, news.statements(), news, 1, now);
    }
    if (known.state() == State.NOT_LISTED) {
      return known;
    }
    int attempts = known.state().isMissing() ? known.statements().attempts() + 1 : 1;
    CoverageInterval judged =
        judged(
            known.statements(),
            together(known.statements(), news.statements()),
            news,
            attempts,
            now);
    // What was proven stays proven when the next attempt merely failed to prove it again.
    return known.state() == State.EMPTY && judged.state() != State.EMPTY ? known : judged;
  }

  private static CoverageInterval judged(
      @Nullable Statements before,
      Statements said,
      CoverageInterval news,
      int attempts,
      Instant now) {
    String file = said.file();
    String answer = said.answer();
    if (file != null && answer != null) {
      return empty(news, said.judged(attempts, null), file + "; " + answer);
    }
    if (before != null && news.statements().conclusive() && agree(before, news.statements())) {
      return empty(
          news,
          said.judged(attempts, null),
          "%s; and before: %s".formatted(answer, before.answer()));
    }
    return new CoverageInterval(
        news.range(),
        news.state(),
        news.reason(),
        said.judged(attempts, next(said, attempts, now)));
  }

  private static CoverageInterval empty(CoverageInterval news, Statements said, String evidence) {
    return new CoverageInterval(news.range(), State.EMPTY, "empty at the venue: " + evidence, said);
  }

  private static boolean agree(Statements before, Statements now) {
    return before.answeredAt() != null
        && now.answeredAt() != null
        && !now.answeredAt().isBefore(before.answeredAt().plus(APART));
  }

  private static Statements together(Statements before, Statements now) {
    boolean again = now.answer() != null;
    return new Statements(
        now.attempts(),
        now.next(),
        now.file() != null ? now.file() : before.file(),
        again ? now.answer() : before.answer(),
        again ? now.answeredAt() : before.answeredAt(),
        now.conclusive());
  }

  private static @Nullable Instant next(Statements said, int attempts, Instant now) {
    if (said.next() == null) {
      return null;
    }
    Instant again = now.plus(pause(attempts));
    return again.isAfter(said.next()) ? again : said.next();
  }

  private static Duration pause(int attempts) {
    Duration pause = APART.multipliedBy(1L << Math.min(10, attempts - 1));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
