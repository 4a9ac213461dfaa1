package datalayer.app.config;

/**
 * How much work is done at once.
 *
 * @param maxConcurrentBackfills runs that a daemon or console works at once, 1 to 64; the others
 *     wait
 */
public record WorkerSettings(int maxConcurrentBackfills) {

  static WorkerSettings from(Environment environment) {
    return new WorkerSettings(environment.number(Variable.WORKER__MAX_CONCURRENT_BACKFILLS, 1, 64));
  }
}
