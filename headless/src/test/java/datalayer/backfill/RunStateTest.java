package datalayer.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From where to where a run may go. */
final class RunStateTest {

  @Test
  void aRunGoesOnlyWhereTheTableSays() {
    assertThat(from(RunState.WAITING))
        .containsExactlyInAnyOrder(
            RunState.RUNNING, RunState.PAUSED, RunState.FAILED, RunState.CANCELLED);
    assertThat(from(RunState.RUNNING))
        .containsExactlyInAnyOrder(
            RunState.PAUSED,
            RunState.COMPLETE,
            RunState.INCOMPLETE,
            RunState.FAILED,
            RunState.CANCELLED);
    assertThat(from(RunState.PAUSED))
        .as("what was in flight may have been the last chunk")
        .containsExactlyInAnyOrder(
            RunState.WAITING,
            RunState.RUNNING,
            RunState.COMPLETE,
            RunState.INCOMPLETE,
            RunState.FAILED,
            RunState.CANCELLED);
    assertThat(from(RunState.INCOMPLETE)).containsExactly(RunState.RUNNING);
    assertThat(from(RunState.FAILED)).containsExactly(RunState.RUNNING);
    assertThat(from(RunState.COMPLETE)).isEmpty();
    assertThat(from(RunState.CANCELLED)).as("for good").isEmpty();
  }

  private static Set<RunState> from(RunState state) {
    EnumSet<RunState> next = EnumSet.noneOf(RunState.class);
    for (RunState candidate : RunState.values()) {
      if (state.mayBecome(candidate)) {
        next.add(candidate);
      }
    }
    return next;
  }
}
