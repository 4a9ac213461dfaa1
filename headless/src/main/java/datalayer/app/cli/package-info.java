/**
 * The command line: one class per command, thin over the core.
 *
 * <p>{@link datalayer.app.cli.CommandLineMain} is where a process enters. Exit codes: 0 done and
 * complete, 1 error, 2 usage, 3 done but incomplete.
 */
@NullMarked
package datalayer.app.cli;

import org.jspecify.annotations.NullMarked;
