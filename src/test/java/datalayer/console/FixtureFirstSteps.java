package datalayer.console;

import datalayer.console.firstrun.FirstSteps;
import datalayer.console.firstrun.ServerAddress;
import datalayer.control.Control;
import datalayer.control.ControlException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The first page of the invented moment; remembers what was begun. */
public final class FixtureFirstSteps implements FirstSteps {

  private final InstantSource clock;
  private final List<String> begun = new ArrayList<>();

  public FixtureFirstSteps(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized List<String> begun() {
    return List.copyOf(begun);
  }

  @Override
  public String folder() {
    return "~/.local/share/datalayer";
  }

  @Override
  public boolean needed() {
    return true;
  }

  @Override
  public List<Check> checks() {
    return List.of(
        new Check("Data folder", true, "writable"),
        new Check("Disk", true, "214 GiB free"),
        new Check("Clock", true, "12 ms from Binance"),
        new Check("Binance", true, "reachable, 84 ms"),
        new Check("Bybit", true, "reachable, 131 ms"),
        new Check("OKX", false, "no answer in 5 s"));
  }

  @Override
  public Callable<? extends Control> demo() {
    return begin("demo");
  }

  @Override
  public Callable<? extends Control> exchanges() {
    return begin("exchanges");
  }

  @Override
  public Callable<? extends Control> server(ServerAddress address) {
    return begin("server " + address);
  }

  @Override
  public String test(ServerAddress address) {
    if (!address.host().equals("db1")) {
      throw new ControlException(
          "%s does not answer. Is it up, and is its HTTP port open from here?"
              .formatted(address.place()));
    }
    return "ClickHouse 25.8 at %s answered in 3 ms. The database %s is empty."
        .formatted(address.place(), address.database());
  }

  private synchronized Callable<Control> begin(String what) {
    begun.add(what);
    return () -> SimulatedControl.fixture(clock);
  }
}
