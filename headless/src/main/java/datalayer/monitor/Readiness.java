package datalayer.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the system can do its work: every probe looks every five seconds, each by itself, so that
 * one that hangs neither holds up the others nor whoever asks. A probe that has not come back for
 * half a minute has failed.
 */
public final class Readiness implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration STALE = Duration.ofSeconds(30);

  private record Seen(Check check, long nanos) {}

  private final List<Probe> probes;
  private final Duration stale;
  private final long begun = System.nanoTime();
  private final Map<String, Seen> newest = new ConcurrentHashMap<>();
  private final CountDownLatch first;
  private final ScheduledExecutorService looking;

  public Readiness(List<Probe> probes) {
    this(probes, EVERY, STALE);
  }

  Readiness(List<Probe> probes, Duration every, Duration stale) {
    this.stale = stale;
    this.probes = List.copyOf(probes);
    this.first = new CountDownLatch(probes.size());
    this.looking =
        Executors.newScheduledThreadPool(
            Math.max(1, probes.size()), Thread.ofPlatform().name("probe-", 1).daemon().factory());
    for (Probe probe : this.probes) {
      ScheduledFuture<?> _ =
          looking.scheduleWithFixedDelay(
              () -> look(probe), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The newest checks, one per probe, in the order of the probes. Never blocks. */
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    for (Probe probe : probes) {
      checks.add(check(probe));
    }
    return List.copyOf(checks);
  }

  /** Waits until every probe has looked once, at most the time given. Returns whether all did. */
  public boolean awaitFirstLook(Duration most) throws InterruptedException {
    return first.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }

  private Check check(Probe probe) {
    @Nullable Seen seen = newest.get(probe.name());
    long since = System.nanoTime() - (seen == null ? begun : seen.nanos());
    if (since > stale.toNanos()) {
      return Check.failed(
          probe.name(), "no answer for %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(since)));
    }
    return seen == null ? Check.failed(probe.name(), "not looked at yet") : seen.check();
  }

  private void look(Probe probe) {
    Check check;
    try {
      check = probe.look().get();
    } catch (RuntimeException e) {
      check = Check.failed(probe.name(), String.valueOf(e.getMessage()));
    }
    @Nullable Seen before = newest.put(probe.name(), new Seen(check, System.nanoTime()));
    if (before == null) {
      first.countDown();
    }
  }
}
