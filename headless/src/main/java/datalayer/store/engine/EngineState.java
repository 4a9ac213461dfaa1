package datalayer.store.engine;

import java.time.Instant;

/**
 * What an engine process is doing.
 *
 * @param phase the state
 * @param since when it began, UTC
 * @param reason why, for people; empty while nothing is wrong
 */
public record EngineState(Phase phase, Instant since, String reason) {

  /** The states of an engine process. */
  public enum Phase {
    /** The first start is under way. */
    STARTING,
    /** It answers. */
    RUNNING,
    /** It died and is being started again on the same data. */
    RESTARTING,
    /** It was closed, or could not be started the first time; it stays down. */
    STOPPED
  }
}
