/**
 * Owns the operations database (H2 file or PostgreSQL): what was asked for, what was done, what is
 * proven.
 *
 * <p>{@link datalayer.ledger.Ledger} is the open database; every change is made within one of its
 * transactions. {@link datalayer.ledger.RunRecord} is a backfill run with its chunks, {@link
 * datalayer.ledger.Fence} the right to work one of its lanes, {@link datalayer.ledger.Intent} is an
 * insert that was promised, {@link datalayer.ledger.CoverageInterval} what is known of a stretch of
 * a series, a hole and its evidence among it, {@link datalayer.ledger.ArchiveRecord} the checksum
 * under which a file was read, {@link datalayer.ledger.Amendment} a bar that the venue stated anew,
 * {@link datalayer.ledger.StopTable} what venues told us to send nothing, and {@link
 * datalayer.ledger.Incident} a contradiction between what we wrote down and what is there.
 *
 * <p>H2 does not survive a write that failed, so its file never meets a full disk: {@link
 * datalayer.ledger.ReservedPath} keeps room ahead of it and has a write wait for more.
 */
@NullMarked
package datalayer.ledger;

import org.jspecify.annotations.NullMarked;
