package datalayer.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a stretch that has no bars, and when it is worth asking again.
 *
 * @param attempts how often the stretch was asked for
 * @param next it is not asked for before; null where only a new or another file can change it
 * @param file which verified archive file has no row for it, with its checksum; null when none says
 *     so
 * @param answer which answer to a request has bars on both sides and none for it; null when none
 *     does
 * @param answeredAt when that answer came, or null
 * @param conclusive whether the answer came long enough after the stretch to be final, and no
 *     archive file can be expected any more
 */
public record Statements(
    int attempts,
    @Nullable Instant next,
    @Nullable String file,
    @Nullable String answer,
    @Nullable Instant answeredAt,
    boolean conclusive) {

  /** Nothing was said. */
  public static final Statements NONE = new Statements(0, null, null, null, null, false);

  /** Nothing was said, and it is worth asking again then. */
  public static Statements nothingUntil(Instant next) {
    return new Statements(0, next, null, null, null, false);
  }

  /** A verified file has no row for it. */
  public Statements withFile(String statement) {
    return new Statements(attempts, next, statement, answer, answeredAt, conclusive);
  }

  /** The venue answered a request without a bar for it. */
  public Statements withAnswer(String statement, Instant at, boolean conclusively) {
    return new Statements(attempts, next, file, statement, at, conclusively);
  }

  /** As it is written down: whether the answer was conclusive has been judged by then. */
  Statements judged(int count, @Nullable Instant again) {
    return new Statements(count, again, file, answer, answeredAt, false);
  }
}
