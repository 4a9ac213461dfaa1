package datalayer.app.demo;

import datalayer.market.Bar;
import datalayer.market.Series;
import java.util.function.BiConsumer;

/** Brings bars as they close, by whatever way. */
interface NewestBars {

  /**
   * Brings them until this thread is interrupted.
   *
   * @param landed told of every bar once it is proven to be in ClickHouse, ascending within a
   *     series
   */
  void follow(BiConsumer<Series, Bar> landed) throws InterruptedException;
}
