package datalayer.venue;

import datalayer.market.Series;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars that a venue pushes while they form and when they are final. A connection lives once: when
 * it is lost, whoever wants more opens another. Safe for use by many threads.
 */
public interface BarStream {

  /** Whether the venue pushes such a series at all. */
  boolean covers(Series series);

  /** Divides series among as few connections as the venue's limits allow. */
  List<Shard> shards(List<Series> series);

  /** Begins to connect and to listen for a shard's series; returns at once. */
  Connection connect(Shard shard, Listener listener);

  /**
   * What one connection carries.
   *
   * @param name for people: {@code Binance spot}, with a number where there are several
   * @param series of one market, each once
   */
  record Shard(String name, List<Series> series) {

    public Shard {
      series = List.copyOf(series);
    }
  }

  /** A connection, from its opening to its end. */
  interface Connection extends AutoCloseable {

    /** Begins to end it; returns at once. {@link Listener#lost} is not told then. */
    @Override
    void close();

    /** Waits until nothing of it is left, no thread either; false when that takes longer. */
    boolean awaitEnd(Duration longest) throws InterruptedException;
  }

  /**
   * Is told what happens, one call at a time. A {@link #bar} may block: then nothing more is read
   * from the connection, and the venue has to wait.
   */
  interface Listener {

    /** The venue took the connection and what is listened for, which says nothing of data yet. */
    void opened();

    /** A bar came. */
    void bar(StreamedBar bar);

    /**
     * Something came that says no bar; the connection lives on.
     *
     * @param raw as it came, cut where it is long
     * @param reason for people
     */
    void unreadable(String raw, String reason);

    /** The venue announced that it will end the connection soon. */
    void ending(String notice);

    /**
     * The connection ended, or never came about.
     *
     * @param reason for people
     * @param wait how long the venue asked us to stay away, or null
     */
    void lost(String reason, @Nullable Duration wait);
  }
}
