package datalayer.console.firstrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import datalayer.console.FixtureFirstSteps;
import datalayer.console.MovingClock;
import datalayer.console.TestingWork;
import datalayer.console.firstrun.FirstRunViewModel.Test;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class FirstRunViewModelTest {

  private final MovingClock clock = new MovingClock(Instant.parse("2026-11-19T14:07:32Z"));
  private final TestingWork work = new TestingWork();
  private final FixtureFirstSteps steps = new FixtureFirstSteps(clock);
  private final List<String> begun = new ArrayList<>();
  private final FirstRunViewModel model =
      new FirstRunViewModel(steps, work, clock, (start, what) -> begun.add(what));

  @org.junit.jupiter.api.Test
  void theMachineIsLookedAtAndAFailingCheckStopsNobody() {
    assertThat(model.checkedProperty().get()).isEqualTo("looking…");
    model.demo();
    assertThat(begun).containsExactly("Starting the demo");
    work.finish();
    assertThat(model.checks()).hasSize(6);
    clock.pass(Duration.ofSeconds(2));
    model.tick();
    assertThat(model.checkedProperty().get()).isEqualTo("checked 2.0\u00a0s ago");
  }

  @org.junit.jupiter.api.Test
  void aServerIsConnectedToOnlyAfterItAnswered() {
    model.connect();
    model.urlProperty().set("db2");
    model.test();
    work.finish();
    assertThat(model.testProperty().get()).isEqualTo(Test.FAILED);
    assertThat(model.answerProperty().get()).startsWith("http://db2:8123 does not answer.");
    model.connect();
    assertThat(begun).isEmpty();
    model.urlProperty().set("db1");
    assertThat(model.testProperty().get()).isEqualTo(Test.NOT_YET);
    model.test();
    work.finish();
    assertThat(model.testProperty().get()).isEqualTo(Test.WELL);
    model.connect();
    assertThat(begun).containsExactly("Connecting to http://db1:8123");
    assertThat(steps.begun()).containsExactly("server default@http://db1:8123/datalayer");
  }

  @org.junit.jupiter.api.Test
  void anAddressIsReadAsPeopleWriteIt() {
    assertThat(ServerAddress.parse("db1", "", "", "").url()).hasToString("http://db1:8123");
    assertThat(ServerAddress.parse("https://db1:8443", "", "", "").url())
        .hasToString("https://db1:8443");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerAddress.parse("ftp://db1", "", "", ""))
        .withMessageContaining("http://db1:8123");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerAddress.parse("  ", "", "", ""))
        .withMessageContaining("Name the server");
    assertThat(ServerAddress.parse("db1", "", "", "secret").toString()).doesNotContain("secret");
  }
}
