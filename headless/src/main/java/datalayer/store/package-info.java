/**
 * Owns ClickHouse: connection, migrations, tables; {@code store.engine} is the embedded engine's
 * process.
 *
 * <p>{@link datalayer.store.ClickHouse} is the connection, with every setting that matters pinned
 * ({@link datalayer.store.PinnedSettings}). It uses the client that the JDBC driver brings, for
 * queries as well as for inserts: that client sends parameters beside the text, so no value is ever
 * spliced into SQL, and one pool serves both. {@link datalayer.store.BarRows} writes and reads bars
 * in the engine's binary row format; {@link datalayer.store.BarTables} is the chain of bar tables,
 * {@link datalayer.store.CoverageBitmaps} the data's own witness of what is there.
 */
@NullMarked
package datalayer.store;

import org.jspecify.annotations.NullMarked;
