/** The operator console: a window over {@link datalayer.control.Control}. */
@NullMarked
package datalayer.console;

import org.jspecify.annotations.NullMarked;
