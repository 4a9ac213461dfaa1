package datalayer.control.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Closes answers that are waited for and do not go on; the JDK's client would wait for ever. */
final class StallGuard implements AutoCloseable {

  private final long most;
  private final Set<Watched> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("control-stalls").daemon().factory());

  StallGuard(Duration most) {
    this.most = most.toNanos();
    ScheduledFuture<?> _ = looking.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /** The same answer; reading it fails when nothing comes for too long. */
  InputStream watch(InputStream answer) {
    Watched watched = new Watched(answer);
    open.add(watched);
    return watched;
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }

  private void look() {
    long now = System.nanoTime();
    for (Watched watched : open) {
      if (watched.waiting && now - watched.since > most) {
        try {
          watched.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private final class Watched extends FilterInputStream {

    private volatile long since;
    private volatile boolean waiting;

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      since = System.nanoTime();
      waiting = true;
      try {
        return super.read(bytes, offset, length);
      } finally {
        waiting = false;
      }
    }

    @Override
    public void close() throws IOException {
      open.remove(this);
      super.close();
    }
  }
}
