/**
 * What every screen shows before anything is written: the plan that answers a question, what it
 * would cost, and how to start exactly that.
 *
 * <p>{@link datalayer.console.plan.Planning} works the answer out; {@link
 * datalayer.console.plan.PlanCard} shows it beside what was selected. The dialog with every field
 * is part of the backfills.
 */
@NullMarked
package datalayer.console.plan;

import org.jspecify.annotations.NullMarked;
