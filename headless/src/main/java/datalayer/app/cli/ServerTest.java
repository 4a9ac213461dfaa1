package datalayer.app.cli;

import datalayer.control.ControlException;
import datalayer.store.ClickHouse;
import datalayer.store.ClickHouseAddress;
import datalayer.store.ClickHouseException;
import datalayer.store.Preflight;
import datalayer.store.RowBinaryReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a ClickHouse server whether it can be used, without writing anything. */
final class ServerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ClickHouseAddress address;
  private final Duration patience;

  ServerTest(ClickHouseAddress address) {
    this(address, PATIENCE);
  }

  /**
   * @param patience whole seconds
   */
  ServerTest(ClickHouseAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /**
   * Asks it. A question that is not answered in time is left to itself: nobody waits for a read
   * that cannot be interrupted.
   *
   * @return what it is, in words
   * @throws ControlException saying where and why it cannot be used, and what to do
   */
  String run() {
    FutureTask<String> asked = new FutureTask<>(this::ask);
    Thread.ofVirtual().name("server-test").start(asked);
    try {
      return asked.get(patience.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw new ControlException(
          "%s takes the connection and says nothing for %d s. Is it the port of the HTTP interface (8123, with TLS 8443)?"
              .formatted(address.name(), patience.toSeconds()),
          e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() instanceof Exception cause ? cause : e);
    } catch (InterruptedException e) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      throw new ControlException("the test of %s was stopped".formatted(address.name()), e);
    }
  }

  private String ask() {
    try (ClickHouse clickHouse = new ClickHouse(address, 1)) {
      return ask(clickHouse);
    }
  }

  private String ask(ClickHouse clickHouse) {
    Duration took = clickHouse.ping();
    String version =
        clickHouse.query("SELECT version()", Map.of(), RowBinaryReader::string).getFirst();
    List<String> troubles = new Preflight(clickHouse).troubles();
    if (!troubles.isEmpty()) {
      throw new ControlException(String.join("\n", troubles));
    }
    long tables =
        clickHouse
            .query(
                "SELECT toInt64(count()) FROM system.tables WHERE database = {database:String}",
                Map.of("database", address.database()),
                RowBinaryReader::int64)
            .getFirst();
    return "ClickHouse %s at %s answered in %d ms, as user %s. %s"
        .formatted(
            version,
            address.name(),
            Math.max(1, took.toMillis()),
            address.username(),
            tables == 0
                ? "The database %s is empty or not there yet; it will be made."
                    .formatted(address.database())
                : "The database %s holds %d tables, which stay."
                    .formatted(address.database(), tables));
  }

  private ControlException failure(Exception e) {
    String said = String.valueOf(e.getMessage());
    if (e instanceof ControlException already) {
      return already;
    }
    if (!(e instanceof ClickHouseException)) {
      return new ControlException("%s cannot be used: %s".formatted(address.name(), said), e);
    }
    String advice =
        said.contains("does not answer") || said.contains("broke off")
            ? "Is it up, is its HTTP port open from here, and does it speak %s there?"
                .formatted(address.endpoint().getScheme().equals("https") ? "TLS" : "plain HTTP")
            : "Correct what it names, or let its administrator do so.";
    return new ControlException(said.endsWith(".") ? said + " " + advice : said + ". " + advice, e);
  }
}
