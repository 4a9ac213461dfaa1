package datalayer.control.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import datalayer.backfill.Plan;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not carried out, as {@code application/problem+json}.
 *
 * @param title the kind of problem, always the same words
 * @param detail where and what, in this case
 * @param remedy what to do; empty where the detail says it
 * @param fresh the plan as it would be now, where the one sent has drifted
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(int status, String title, String detail, String remedy, @Nullable Plan fresh) {

  static final String TYPE = "application/problem+json";

  Problem(int status, String title, String detail, String remedy) {
    this(status, title, detail, remedy, null);
  }

  Problem {
    // What is not sent when it is empty comes back as nothing.
    remedy = Objects.requireNonNullElse(remedy, "");
    detail = Objects.requireNonNullElse(detail, title);
  }

  /** For people: what, and what to do. */
  String words() {
    return remedy.isEmpty() ? detail : detail + ". " + remedy;
  }
}
