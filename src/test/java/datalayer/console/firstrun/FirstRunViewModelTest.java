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
      new FirstRunViewModel(
          steps,
          work,
          clock,
          (start, what, choose) -> begun.add(choose ? what + ", to choose" : what));

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
    model.hostProperty().set("db2");
    model.test();
    work.finish();
    assertThat(model.testProperty().get()).isEqualTo(Test.FAILED);
    assertThat(model.answerProperty().get()).startsWith("db2:8123 does not answer.");
    model.connect();
    assertThat(begun).isEmpty();
    model.hostProperty().set("db1");
    assertThat(model.testProperty().get()).isEqualTo(Test.NOT_YET);
    model.test();
    work.finish();
    assertThat(model.testProperty().get()).isEqualTo(Test.WELL);
    model.connect();
    assertThat(begun).containsExactly("Connecting to db1:8123, to choose");
    assertThat(steps.begun()).containsExactly("server default@db1:8123/analytics");
  }

  @org.junit.jupiter.api.Test
  void anAddressIsReadAsPeopleWriteIt() {
    assertThat(parse("db1", "", false).place()).isEqualTo("db1:8123");
    assertThat(parse("db1", "", true).place()).isEqualTo("db1:8443");
    assertThat(parse("db1", "9000", true).place()).isEqualTo("db1:9000");
    ServerAddress copied = parse("https://db1:9443/", "8123", false);
    assertThat(copied.place()).isEqualTo("db1:9443");
    assertThat(copied.secure()).isTrue();
    assertThat(parse("[::1]", "", false).place()).isEqualTo("[::1]:8123");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("ftp://db1", "", false))
        .withMessageContaining("like db1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("  ", "", false))
        .withMessageContaining("Name the server");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("db1", "99999", false))
        .withMessageContaining("is no port");
    assertThat(ServerAddress.parse("db1", "", false, "", "", "secret").toString())
        .doesNotContain("secret");
  }

  private static ServerAddress parse(String host, String port, boolean secure) {
    return ServerAddress.parse(host, port, secure, "", "", "");
  }
}
