package datalayer.console.firstrun;

import datalayer.console.firstrun.FirstSteps.Check;
import datalayer.console.fx.Figures;
import datalayer.console.fx.Times;
import datalayer.console.fx.Work;
import datalayer.control.Control;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The first page: three ways to begin, what this machine can do, a server to be tested. */
public final class FirstRunViewModel {

  /** How the test of the server stands. */
  public enum Test {
    NOT_YET,
    ASKING,
    WELL,
    FAILED
  }

  /** Takes what was chosen. */
  public interface Beginning {

    /**
     * @param what is started, in words: {@code Starting the demo}
     * @param choose whether instruments are to be chosen first, as there are none yet
     */
    void begin(Callable<? extends Control> start, String what, boolean choose);
  }

  private final FirstSteps steps;
  private final Work work;
  private final InstantSource clock;
  private final Beginning beginning;
  private final ObservableList<Check> checks = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper checked = new ReadOnlyStringWrapper("");
  private final StringProperty host = new SimpleStringProperty("");
  private final StringProperty port = new SimpleStringProperty("");
  private final BooleanProperty secure = new SimpleBooleanProperty(false);
  private final StringProperty database = new SimpleStringProperty("analytics");
  private final StringProperty user = new SimpleStringProperty("default");
  private final StringProperty password = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Test> test = new ReadOnlyObjectWrapper<>(Test.NOT_YET);
  private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
  private Work.Started asking = Work.Started.NOTHING;
  private @Nullable Instant checkedAt;

  public FirstRunViewModel(FirstSteps steps, Work work, InstantSource clock, Beginning beginning) {
    this.steps = steps;
    this.work = work;
    this.clock = clock;
    this.beginning = beginning;
    List.of(host, port, database, user, password).forEach(field -> field.subscribe(this::edited));
    secure.subscribe(this::edited);
    check();
  }

  public String folder() {
    return steps.folder();
  }

  /** Looks at this machine again. */
  public void check() {
    checked.set("looking…");
    work.start(
        steps::checks,
        found -> {
          checks.setAll(found);
          checkedAt = clock.instant();
          tick();
        },
        failure -> checked.set(String.valueOf(failure.getMessage())));
  }

  public ObservableList<Check> checks() {
    return checks;
  }

  /** {@code checked 2 s ago}. */
  public ReadOnlyStringProperty checkedProperty() {
    return checked.getReadOnlyProperty();
  }

  /** {@code 14:07:32 UTC}. */
  public String time() {
    return Times.clock(clock.instant()) + " UTC";
  }

  public String date() {
    return Times.weekdayAndDate(clock.instant());
  }

  /** Lets the age of the checks go on. */
  public void tick() {
    Instant at = checkedAt;
    if (at != null) {
      Duration age = Duration.between(at, clock.instant());
      checked.set(
          age.toSeconds() < 1 ? "checked just now" : "checked " + Figures.age(age) + " ago");
    }
  }

  public void demo() {
    beginning.begin(steps.demo(), "Starting the demo", false);
  }

  public void exchanges() {
    beginning.begin(steps.exchanges(), "Starting the embedded engine", true);
  }

  public StringProperty hostProperty() {
    return host;
  }

  /** Of the HTTP interface; empty for the usual one. */
  public StringProperty portProperty() {
    return port;
  }

  /** Whether the server is spoken to over TLS. */
  public BooleanProperty secureProperty() {
    return secure;
  }

  public StringProperty databaseProperty() {
    return database;
  }

  public StringProperty userProperty() {
    return user;
  }

  public StringProperty passwordProperty() {
    return password;
  }

  public ReadOnlyObjectProperty<Test> testProperty() {
    return test.getReadOnlyProperty();
  }

  /** What the server answered, or why it cannot be used. */
  public ReadOnlyStringProperty answerProperty() {
    return answer.getReadOnlyProperty();
  }

  /** Asks the server that is typed; its answer belongs to exactly what was typed. */
  public void test() {
    asking.stop();
    ServerAddress address;
    try {
      address = address();
    } catch (IllegalArgumentException e) {
      fail(e);
      return;
    }
    test.set(Test.ASKING);
    answer.set("Asking " + address.place() + "…");
    asking =
        work.start(
            () -> steps.test(address),
            words -> {
              answer.set(words);
              test.set(Test.WELL);
            },
            this::fail);
  }

  /** Begins with the server that answered. */
  public void connect() {
    if (test.get() == Test.WELL) {
      ServerAddress address = address();
      beginning.begin(steps.server(address), "Connecting to " + address.place(), true);
    }
  }

  private ServerAddress address() {
    return ServerAddress.parse(
        host.get(), port.get(), secure.get(), database.get(), user.get(), password.get());
  }

  private void edited() {
    asking.stop();
    answer.set("");
    test.set(Test.NOT_YET);
  }

  private void fail(Exception failure) {
    String message = failure.getMessage();
    answer.set(message == null ? failure.toString() : message);
    test.set(Test.FAILED);
  }
}
