/**
 * Numbered SQL files: found, checksummed, applied once and in order.
 *
 * <p>{@code store} and {@code ledger} each own a database and both migrate it, so what they share
 * stands below them: a {@link datalayer.migration.Migration} is a file, {@link
 * datalayer.migration.Migrations} says which of them are still to be applied.
 */
@NullMarked
package datalayer.migration;

import org.jspecify.annotations.NullMarked;
