package datalayer.backfill;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Which runs this process works at this moment. Safe for use by many threads. */
final class Admission {

  private final Duty duty;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> worked = new HashSet<>();

  Admission(Duty duty) {
    this.duty = duty;
  }

  /**
   * Makes a run this process's own.
   *
   * @return whether it was not before
   */
  synchronized boolean ask(String run) {
    return !duty.unasked() && asked.add(run);
  }

  /** Whether a run is this process's to work, when there is room. */
  synchronized boolean isOurs(String run) {
    return duty.unasked() || asked.contains(run);
  }

  /** Takes a run in, where it is ours and there is room. Returns whether it is in. */
  synchronized boolean admits(String run) {
    if (!isOurs(run)) {
      return false;
    }
    if (worked.contains(run)) {
      return true;
    }
    return worked.size() < duty.atOnce() && worked.add(run);
  }

  /** Lets go of runs that want nothing more for now. Returns whether that made room. */
  synchronized boolean release(Predicate<String> rests) {
    return worked.removeIf(rests);
  }

  /** Why a run of ours that is not in waits. */
  String reason() {
    return "Waits for one of the %d backfills that this process works at once (WORKER__MAX_CONCURRENT_BACKFILLS) to end."
        .formatted(duty.atOnce());
  }
}
