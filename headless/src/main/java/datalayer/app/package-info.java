/**
 * Builds the system and starts it: composition root, configuration, daemon, command line.
 *
 * <p>{@link datalayer.app.Headless} is the one place where the stages are put together; the command
 * line, the console and the tests all start it, with {@link datalayer.app.HeadlessOptions}.
 */
@NullMarked
package datalayer.app;

import org.jspecify.annotations.NullMarked;
