/**
 * Turns the state of every stage into health, metrics and alerts.
 *
 * <p>{@link datalayer.monitor.Heartbeat} tells whether the process moves, {@link
 * datalayer.monitor.Readiness} whether it can do its work and why not, {@link
 * datalayer.monitor.Metrics} what it did, in Prometheus' words. All three are read by people and
 * programs that must never be able to slow the stages down: what is expensive is looked at in the
 * background, and what is answered is the newest look.
 */
@NullMarked
package datalayer.monitor;

import org.jspecify.annotations.NullMarked;
