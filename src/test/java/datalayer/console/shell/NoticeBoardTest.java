package datalayer.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.TestingWork;
import datalayer.console.theme.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoticeBoardTest {

  private final TestingWork work = new TestingWork();
  private final NoticeBoard board = new NoticeBoard(work);
  private final List<String> undone = new ArrayList<>();

  @Test
  void whatWasDoneGoesAfterSixSecondsAndErrorsStay() {
    board.failed("b-0406: the disk is full");
    board.done("b-0410 paused", () -> undone.add("b-0410"));
    work.pass(Duration.ofMillis(5_900));
    assertThat(board.notices()).hasSize(2);
    work.pass(Duration.ofMillis(200));
    assertThat(board.notices()).hasSize(1);
    assertThat(board.notices().getFirst().mark()).isEqualTo(Mark.FAILED);
    assertThat(board.undo()).isFalse();
    assertThat(undone).isEmpty();
  }

  @Test
  void undoTakesTheNewestAndOnlyOnce() {
    board.done("b-0409 paused", () -> undone.add("b-0409"));
    board.done("b-0410 paused", () -> undone.add("b-0410"));
    board.done("b-0411 resumed", null);
    assertThat(board.undo()).isTrue();
    assertThat(board.undo()).isTrue();
    assertThat(board.undo()).isFalse();
    assertThat(undone).containsExactly("b-0410", "b-0409");
  }

  @Test
  void theNewestIsClosedFirst() {
    board.failed("b-0409 failed");
    board.failed("b-0410 failed");
    assertThat(board.close()).isTrue();
    assertThat(board.notices())
        .extracting(NoticeBoard.Notice::text)
        .containsExactly("b-0409 failed");
    assertThat(board.close()).isTrue();
    assertThat(board.close()).isFalse();
  }

  @Test
  void backAndForward() {
    History<String> history = new History<>();
    assertThat(history.back()).isEmpty();
    List.of("chart", "coverage", "coverage", "backfills").forEach(history::visit);
    assertThat(history.back()).hasValue("coverage");
    assertThat(history.back()).hasValue("chart");
    assertThat(history.back()).isEmpty();
    assertThat(history.forward()).hasValue("coverage");
    history.visit("chart");
    assertThat(history.forward()).isEmpty();
    assertThat(history.back()).hasValue("coverage");
  }
}
