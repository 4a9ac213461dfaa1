/**
 * The one door for new data: seal a chunk, insert it once, verify it, announce it.
 *
 * <p>A {@link datalayer.landing.Delivery} is what somebody fetched. {@link
 * datalayer.landing.Landing} seals it into a chunk named by its {@link datalayer.landing.ChunkKey}:
 * the {@link datalayer.landing.Sealer} compares it with what is there, the exact bytes of the
 * insert go into the {@link datalayer.landing.Spool}, the promise and its {@link
 * datalayer.landing.Manifest} into the ledger. Then the bytes are inserted under a token, every
 * layer is asked what it holds, and the promise is closed. {@link datalayer.landing.FaultPoint}
 * names the moments in between at which a kill is tested.
 *
 * <p>{@link datalayer.landing.Witnesses} reads the proof back: what the ledger says landed against
 * what the data shows. It lives here, below {@code backfill} and {@code quality}, because both need
 * the answer and only what lands may change it.
 */
@NullMarked
package datalayer.landing;

import org.jspecify.annotations.NullMarked;
