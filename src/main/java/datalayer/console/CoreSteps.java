package datalayer.console;

import datalayer.app.Core;
import datalayer.app.cli.FirstRun;
import datalayer.app.config.ClickHouseSettings.Server;
import datalayer.app.config.Secret;
import datalayer.console.firstrun.FirstSteps;
import datalayer.console.firstrun.ServerAddress;
import datalayer.control.Control;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The ways of the first page, over cores of this program. Safe for use by many threads. */
final class CoreSteps implements FirstSteps {

  private final FirstRun first;
  private final AtomicReference<@Nullable Core> core;

  /**
   * @param core keeps what is started, for whoever ends it
   */
  CoreSteps(FirstRun first, AtomicReference<@Nullable Core> core) {
    this.first = first;
    this.core = core;
  }

  /** What starts a core, whose control the window works over. */
  static Callable<Control> keeping(
      Callable<? extends Core> start, AtomicReference<@Nullable Core> kept) {
    return () -> {
      Core started = start.call();
      kept.set(started);
      return started.control();
    };
  }

  @Override
  public String folder() {
    return first.folder();
  }

  @Override
  public boolean needed() {
    return first.isNeeded();
  }

  @Override
  public List<Check> checks() {
    return first.checks().stream()
        .map(check -> new Check(check.name(), check.passed(), check.words()))
        .toList();
  }

  @Override
  public Callable<Control> demo() {
    return keeping(first::demo, core);
  }

  @Override
  public Callable<Control> exchanges() {
    return keeping(first::exchanges, core);
  }

  @Override
  public Callable<Control> server(ServerAddress address) {
    return keeping(() -> first.server(named(address), address.database()), core);
  }

  @Override
  public String test(ServerAddress address) {
    return first.test(named(address), address.database());
  }

  private static Server named(ServerAddress address) {
    return new Server(
        address.host(),
        address.port(),
        address.secure(),
        address.user(),
        new Secret(address.password()));
  }
}
