/**
 * The operator console: a window over {@link datalayer.control.Control}.
 *
 * <p>{@link datalayer.console.Launcher} opens it; {@link datalayer.console.Console} puts shell and
 * screens together and is the only place that knows several screens.
 */
@NullMarked
package datalayer.console;

import org.jspecify.annotations.NullMarked;
