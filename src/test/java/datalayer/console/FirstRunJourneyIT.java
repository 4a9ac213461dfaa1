package datalayer.console;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.fx.FxThread;
import datalayer.simulator.Fault;
import datalayer.simulator.binance.SampleListings;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.binance.SimulationOptions;
import datalayer.store.ClickHouseAddress;
import datalayer.store.TestStore;
import datalayer.store.engine.TestEngine;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The whole program from an empty data directory to a repaired hole: command line, first page, real
 * core over a simulated exchange that sends one file broken, chart, plan, repair.
 */
@SuppressWarnings("NullAway.Init") // what each test opens
final class FirstRunJourneyIT extends ProgramRig {

  /**
   * The exchange breaks the file of this many days ago, and refuses requests until it is mended.
   */
  private static final int BROKEN_DAY = 4;

  private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private SimulatedBinance exchange;

  @BeforeEach
  void open() throws Exception {
    // listed lately, so that its archive is soon listed too
    String listed = today.minus(20, ChronoUnit.DAYS).toString();
    exchange =
        SimulatedBinance.start(
            SimulationOptions.sample(7, Instant.now())
                .listing(List.of(SampleListings.spot("BTC/USDT", listed, 60_000, 2, 5, 0))));
    exchange.faults().always("BTCUSDT-1m-" + day(BROKEN_DAY) + "\\.zip$", Fault.flipByte(40));
    exchange.faults().always("GET /api/v3/klines\\?.*symbol=BTCUSDT", refused());
    String addresses =
        exchange.addresses().entrySet().stream()
            .filter(address -> address.getKey().startsWith("BINANCE__"))
            .map(address -> address.getKey() + "=" + address.getValue())
            .collect(Collectors.joining("\n"));
    Files.writeString(config.resolve(".env"), "CONTROL__PORT=0\n" + addresses + "\n");
    startProgram();
  }

  @AfterEach
  void close() throws Exception {
    // before the exchange, which it needs to the end
    endProgram();
    exchange.close();
  }

  @Test
  void byMouse() throws Exception {
    await("the checks", () -> isShown(".check-words"));
    robot.clickOn("#first-2");
    await("the plan dialog", () -> isInReach("#instrumentField"));
    robot.clickOn("#instrumentField").write("binance:spot:BTC/USDT").push(KeyCode.ENTER);
    robot.clickOn("#planFrom").write(day(6));
    robot.clickOn("#planTo").write(day(2));
    await("the plan", () -> text("#planRows").equals("5,760"));
    robot.clickOn("#runPlan");
    await("its end", () -> text("#runState").equals("Incomplete"));

    robot.clickOn("#openChart");
    await("the hole", () -> text("#barsMissing").equals("1,440"));
    exchange.faults().clear();
    robot.clickOn(hole());
    await("its plan", () -> planIsReady("1,440"));
    robot.clickOn("#runRepair");
    await("the hole healed", () -> text("#barsMissing").equals("0"));
    assertThat(text("#barsPresent")).isEqualTo("5,760");
  }

  @Test
  void byKeyboardAloneOverAServer() throws Exception {
    String database = TestEngine.freshDatabase();
    ClickHouseAddress server = TestStore.address(database);
    robot.push(KeyCode.DIGIT3);
    await("the form", () -> hasFocus("serverHost"));
    robot.write(server.endpoint().getHost());
    tabTo("serverPort");
    robot.write(String.valueOf(server.endpoint().getPort()));
    tabTo("serverDatabase");
    robot.eraseText("analytics".length()).write(database);
    tabTo("serverPassword");
    robot.write("wrong").push(KeyCode.ENTER);
    await("the refusal", () -> answered() && node("#connectServer").isDisabled());
    robot.eraseText("wrong".length()).write(server.password()).push(KeyCode.ENTER);
    await("the answer", () -> text("#serverAnswer").contains("answered in"));
    tabTo("connectServer");
    robot.push(KeyCode.SPACE);

    await("the plan dialog", () -> isShown("#planDialog") && hasFocus("instrumentField"));
    robot.write("binance:spot:BTC/USDT").push(KeyCode.ENTER);
    tabTo("planFrom");
    robot.write(day(6)).push(KeyCode.TAB).write(day(2));
    await("the plan", () -> text("#planRows").equals("5,760"));
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    await("its end", () -> text("#runState").equals("Incomplete"));

    robot.push(KeyCode.C);
    await("the hole", () -> text("#barsMissing").equals("1,440"));
    exchange.faults().clear();
    robot.push(KeyCode.OPEN_BRACKET).push(KeyCode.R);
    await("its plan", () -> planIsReady("1,440"));
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    await("the hole healed", () -> text("#barsMissing").equals("0"));
    assertThat(Files.readString(config.resolve(".env")))
        .contains("CLICKHOUSE__DATABASE=" + database);
  }

  @Override
  String state() {
    return "the server says %s, the run is %s, of missing bars there are %s, the rows are %s, %s"
        .formatted(
            text("#serverAnswer"),
            text("#runState"),
            text("#barsMissing"),
            text("#planRows"),
            super.state());
  }

  /** Whether the server, or whoever noticed its absence, has said something. */
  private boolean answered() {
    String said = text("#serverAnswer");
    return !said.isEmpty() && !said.startsWith("Asking");
  }

  private boolean planIsReady(String rows) {
    return text("#card-rows").equals(rows) && !node("#runRepair").isDisabled();
  }

  /** The middle of the hole, on the screen. */
  private Point2D hole() {
    return FxThread.ask(() -> {
      console().chart().viewport().gap(false);
      Node canvas = node("#chartCanvas");
      Bounds bounds = canvas.localToScreen(canvas.getBoundsInLocal());
      Instant noon = today.minus(BROKEN_DAY, ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS);
      double x =
          Objects.requireNonNull(console().chart().viewport().scale())
              .x((double) noon.toEpochMilli());
      return new Point2D(bounds.getMinX() + x, bounds.getMinY() + 200);
    });
  }

  private static Fault refused() {
    return new Fault.Status(400, null, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
  }

  /** The UTC date of so many days ago. */
  private String day(int ago) {
    return today.minus(ago, ChronoUnit.DAYS).toString().substring(0, 10);
  }
}
