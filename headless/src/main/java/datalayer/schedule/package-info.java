/**
 * Decides when work runs; the only package that knows Quartz.
 *
 * <p>{@link datalayer.schedule.QuartzLanes} gives the lanes of backfills their turns, over all the
 * nodes that share an operations database. Quartz is comfort here: it finds a thread and notices a
 * dead node. That nothing is done twice rests on the fence of each lane alone.
 */
@NullMarked
package datalayer.schedule;

import org.jspecify.annotations.NullMarked;
