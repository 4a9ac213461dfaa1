/**
 * Plans what is missing and fetches it until it is there.
 *
 * <p>A {@link datalayer.backfill.BackfillRequest} says what an operator wants; the planner answers
 * with a {@link datalayer.backfill.Plan} that names every file and counts every row before anything
 * is written; {@link datalayer.backfill.Backfills} carries it out and reports {@link
 * datalayer.backfill.RunProgress}.
 *
 * <p>A run is kept in the ledger with the plan of every chunk and worked by lanes, on whichever
 * node {@link datalayer.backfill.LaneHosts} gives them a turn. A lane's every step compares its
 * epoch, so a run outlives any process that works it, and one that wakes up late is refused. {@link
 * datalayer.backfill.Duty} says which runs a process works.
 *
 * <p>What a fetch does not bring is a hole. {@link datalayer.backfill.Absences} gives each its
 * reason: empty at the venue where two of its statements agree ({@link
 * datalayer.backfill.HoleRules}), not listed before the venue's first bar, otherwise missing, with
 * the time of the next attempt.
 */
@NullMarked
package datalayer.backfill;

import org.jspecify.annotations.NullMarked;
