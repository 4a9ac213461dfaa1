package datalayer.backfill;

import java.util.List;

/**
 * Gives lanes their turns: a thread, on this node or on another one that shares the operations
 * database, whatever node the lane had its last turn on. A lane has one turn at a time and one
 * waiting at most. After a crash the turn of a lane that was at work is given again. Safe for use
 * by many threads.
 */
public interface LaneHosts extends AutoCloseable {

  /** One of the lanes of a run, from 1. */
  record LaneName(String run, int lane) {

    @Override
    public String toString() {
      return run + "/" + lane;
    }
  }

  /** What a lane does with a turn. */
  @FunctionalInterface
  interface Turn {

    /** Works for a while. Never throws. Returns whether the lane wants another turn. */
    boolean take(LaneName lane);
  }

  /** Begins to give turns on this node. */
  void open(Turn turn);

  /** Has lanes get a turn soon, on whichever node is free first. */
  void trigger(List<LaneName> lanes);

  /** Which of these lanes neither have a turn nor wait for one. */
  List<LaneName> idle(List<LaneName> lanes);

  /** Forgets lanes that will want no turn any more. */
  void forget(List<LaneName> lanes);

  /** Gives no turn any more and waits for those that are taken on this node. */
  @Override
  void close();
}
