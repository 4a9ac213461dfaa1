/**
 * Exchanges that run on loopback in the venues' real dialects, know the truth, and misbehave on
 * request.
 *
 * <p>An {@link datalayer.simulator.ArchiveServer} is Binance's archive of files, over a folder or
 * over {@link datalayer.simulator.PackedFile}s that {@link datalayer.simulator.ArchiveFiles} packs
 * from the truth of a {@link datalayer.simulator.BarWalk}. It keeps a log of {@link
 * datalayer.simulator.ServedRequest}s and plays {@link datalayer.simulator.Fault}s, each of which
 * counts how often it fired: a test of a fault that never fired proves nothing.
 */
@NullMarked
package datalayer.simulator;

import org.jspecify.annotations.NullMarked;
