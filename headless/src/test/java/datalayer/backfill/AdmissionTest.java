package datalayer.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which runs a process works. */
final class AdmissionTest {

  @Test
  void soManyRunsAreWorkedAtOnceAndTheOthersWaitForRoom() {
    Admission admission = new Admission(Duty.everything(2));

    assertThat(admission.admits("b-0001")).isTrue();
    assertThat(admission.admits("b-0002")).isTrue();
    assertThat(admission.admits("b-0003")).isFalse();
    assertThat(admission.admits("b-0001")).as("it is in").isTrue();
    assertThat(admission.reason())
        .isEqualTo(
            "Waits for one of the 2 backfills that this process works at once (WORKER__MAX_CONCURRENT_BACKFILLS) to end.");

    assertThat(admission.release(run -> run.equals("b-0003"))).isFalse();
    assertThat(admission.release(run -> run.equals("b-0002"))).isTrue();
    assertThat(admission.admits("b-0003")).isTrue();
  }

  @Test
  void inTheForegroundOnlyWhatWasAskedForIsWorked() {
    Admission admission = new Admission(Duty.whatIsAsked());

    assertThat(admission.admits("b-0001")).isFalse();
    assertThat(admission.isOurs("b-0001")).isFalse();
    assertThat(admission.ask("b-0001")).isTrue();
    assertThat(admission.ask("b-0001")).as("asked before").isFalse();
    assertThat(admission.admits("b-0001")).isTrue();
    assertThat(admission.admits("b-0002")).isFalse();
  }
}
