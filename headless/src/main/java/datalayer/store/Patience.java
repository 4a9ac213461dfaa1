package datalayer.store;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long work waits for a ClickHouse that is away: an engine that crashed is back within seconds,
 * a server that is restarted within minutes. Only for requests that may be repeated.
 */
public record Patience(Duration limit) {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /**
   * Asks ClickHouse, and asks again while it is away.
   *
   * @param what is at work, for the log
   * @throws ClickHouseException when it refused, or was away as long as the patience lasted
   */
  public <T> T ask(String what, Supplier<T> question) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return question.get();
      } catch (ClickHouseException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while waiting for ClickHouse");
        }
        if (!e.isPassing() || System.nanoTime() > deadline) {
          throw e;
        }
        LOG.atInfo()
            .addKeyValue("work", what)
            .addKeyValue("again_in_ms", pause.toMillis())
            .log(e.getMessage());
        Thread.sleep(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      }
    }
  }
}
