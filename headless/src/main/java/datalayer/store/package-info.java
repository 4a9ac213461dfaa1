/**
 * Owns ClickHouse: connection, migrations, tables; {@code store.engine} is the embedded engine's
 * process.
 */
@NullMarked
package datalayer.store;

import org.jspecify.annotations.NullMarked;
