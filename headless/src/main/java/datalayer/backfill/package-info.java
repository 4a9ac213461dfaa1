/**
 * Plans what is missing and fetches it until it is there.
 *
 * <p>A {@link datalayer.backfill.BackfillRequest} says what an operator wants; the planner answers
 * with a {@link datalayer.backfill.Plan} that names every file and counts every row before anything
 * is written; the runner carries it out and reports {@link datalayer.backfill.RunProgress}.
 */
@NullMarked
package datalayer.backfill;

import org.jspecify.annotations.NullMarked;
