package datalayer.app.demo;

import datalayer.feed.Events;
import datalayer.market.Bar;
import datalayer.market.Series;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * Bars that landed live, for somebody who reads along. Landing must not wait for a reader, so one
 * who falls far behind misses some.
 */
final class LiveBars implements Events.Listener {

  private static final int MOST_UNREAD = 1_000;

  private final BlockingQueue<Landed> unread = new LinkedBlockingQueue<>(MOST_UNREAD);

  private record Landed(Series series, Bar bar) {}

  @Override
  public void landed(Series series, List<Bar> bars, boolean byRequest) {
    for (Bar bar : bars) {
      if (!unread.offer(new Landed(series, bar))) {
        return;
      }
    }
  }

  /** Tells of what landed and of every bar from then on, until this thread is interrupted. */
  void follow(BiConsumer<Series, Bar> reader) throws InterruptedException {
    while (true) {
      Landed next = unread.take();
      reader.accept(next.series(), next.bar());
    }
  }
}
