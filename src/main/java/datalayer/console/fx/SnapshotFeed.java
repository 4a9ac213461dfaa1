package datalayer.console.fx;

import datalayer.control.SystemSnapshot;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Brings the newest snapshot to the FX thread, ten times a second, or once in two seconds while
 * nobody sees what it is shown on. While the FX thread is busy, snapshots replace each other and
 * never queue up. A snapshot is delivered also when it is the same as before, so that ages go on
 * counting.
 */
public final class SnapshotFeed implements AutoCloseable {

  private static final long PERIOD_MILLIS = 100;

  /** Often enough for notices of what happens meanwhile, and for nothing to look stale after it. */
  private static final long UNSEEN_MILLIS = 2_000;

  private final Supplier<SystemSnapshot> source;
  private final Consumer<? super SystemSnapshot> painter;
  private final AtomicReference<@Nullable SystemSnapshot> newest = new AtomicReference<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("console-snapshots").factory());

  private @Nullable ScheduledFuture<?> fetching;

  /**
   * @param source answers at once
   * @param painter is called on the FX thread
   */
  public SnapshotFeed(Supplier<SystemSnapshot> source, Consumer<? super SystemSnapshot> painter) {
    this.source = source;
    this.painter = painter;
  }

  public void start() {
    seen(true);
  }

  /** Whether anybody sees what the snapshots are shown on; the next one comes at once. */
  public synchronized void seen(boolean value) {
    if (fetching != null) {
      fetching.cancel(false);
    }
    if (!thread.isShutdown()) {
      fetching =
          thread.scheduleAtFixedRate(
              this::fetch, 0, value ? PERIOD_MILLIS : UNSEEN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void fetch() {
    SystemSnapshot snapshot;
    try {
      snapshot = source.get();
    } catch (RuntimeException e) {
      // no snapshot is what the console shows as stale; the next try is a tenth of a second away
      return;
    }
    if (newest.getAndSet(snapshot) == null) {
      Platform.runLater(this::paint);
    }
  }

  private void paint() {
    SystemSnapshot snapshot = newest.getAndSet(null);
    if (snapshot != null && !thread.isShutdown()) {
      painter.accept(snapshot);
    }
  }
}
