package datalayer.control;

import datalayer.control.SystemSnapshot.ClickHouseState;
import datalayer.store.ClickHouse;
import datalayer.store.ClickHouseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks ClickHouse every two seconds how it is, so that a snapshot never has to wait for it. */
public final class StoreWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int SIZE_EVERY = 5;

  private final ClickHouse clickHouse;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("store-watch").daemon().factory());
  private volatile ClickHouseState newest;
  private long bytes = -1;
  private int ticks;

  public StoreWatch(ClickHouse clickHouse) {
    this.clickHouse = clickHouse;
    this.newest = new ClickHouseState(clickHouse.address().name(), null, -1, "");
    Future<?> _ =
        ticker.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  ClickHouseState newest() {
    return newest;
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }

  private void look() {
    String name = clickHouse.address().name();
    try {
      Duration latency = clickHouse.ping();
      if (ticks++ % SIZE_EVERY == 0) {
        bytes =
            clickHouse
                .query(
                    "SELECT toInt64(sum(bytes_on_disk)) FROM system.parts WHERE active AND database = {database:String}",
                    Map.of("database", clickHouse.address().database()),
                    row -> row.int64())
                .getFirst();
      }
      newest = new ClickHouseState(name, latency, bytes, "");
    } catch (ClickHouseException e) {
      newest =
          new ClickHouseState(
              name,
              null,
              bytes,
              "ClickHouse does not answer. Landed bars are safe on disk. Asking again every %d s."
                  .formatted(EVERY.toSeconds()));
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("the state of ClickHouse could not be read");
    }
  }
}
