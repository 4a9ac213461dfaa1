/**
 * The backfills screen: the table of runs, the detail of one with its lanes, and the plan dialog.
 *
 * <p>{@link datalayer.console.backfills.BackfillsViewModel} keeps a {@link
 * datalayer.console.backfills.RunRow} per run in its place while snapshots come; {@link
 * datalayer.console.backfills.PlanViewModel} turns a form into a plan before anything is written.
 */
@NullMarked
package datalayer.console.backfills;

import org.jspecify.annotations.NullMarked;
