package datalayer.feed;

import datalayer.market.Bar;
import datalayer.market.Series;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what happens to live streams, and remembers the newest. */
public final class Events {

  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final int REMEMBERED = 500;

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Deque<FeedEvent> recent = new ArrayDeque<>();

  /** Is told on the thread where it happens, so it must be quick and must not block. */
  public interface Listener {

    /**
     * Final bars have landed, of one series, ascending. Each is told of once as long as this
     * process lives, and again when the venue states it differently.
     *
     * @param byRequest whether they were missing and had to be asked for
     */
    default void landed(Series series, List<Bar> bars, boolean byRequest) {}

    /** Something else happened. */
    default void happened(FeedEvent event) {}
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  public void forget(Listener listener) {
    listeners.remove(listener);
  }

  /** The newest events, newest first; as many as are remembered. */
  public List<FeedEvent> recent() {
    synchronized (recent) {
      return new ArrayList<>(recent);
    }
  }

  /** The newest events of one connection, newest first. */
  List<FeedEvent> recent(String stream, int most) {
    synchronized (recent) {
      return recent.stream().filter(event -> event.stream().equals(stream)).limit(most).toList();
    }
  }

  void add(FeedEvent event) {
    synchronized (recent) {
      recent.addFirst(event);
      if (recent.size() > REMEMBERED) {
        recent.removeLast();
      }
    }
    LOG.atInfo()
        .addKeyValue("stream", event.stream())
        .addKeyValue("event", event.kind())
        .log(event.text());
    listeners.forEach(listener -> tell(() -> listener.happened(event)));
  }

  void landed(Series series, List<Bar> bars, boolean byRequest) {
    if (!bars.isEmpty()) {
      listeners.forEach(listener -> tell(() -> listener.landed(series, bars, byRequest)));
    }
  }

  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a listener of live streams failed");
    }
  }
}
