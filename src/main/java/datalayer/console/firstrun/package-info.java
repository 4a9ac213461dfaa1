/**
 * What stands in the window when the data directory is empty: where the bars should come from.
 *
 * <p>What is chosen is done by {@link datalayer.console.firstrun.FirstSteps}, which whoever starts
 * the console implements.
 */
@NullMarked
package datalayer.console.firstrun;

import org.jspecify.annotations.NullMarked;
