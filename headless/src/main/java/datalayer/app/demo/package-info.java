/**
 * The whole product over exchanges that are simulated in the same process, to be tried without
 * anything to install or to configure.
 *
 * <p>{@link datalayer.app.demo.Sample} says what is shown, {@link datalayer.app.demo.Demo} starts
 * it: {@link datalayer.app.demo.History} lands what was, the core's own streams bring what comes,
 * and {@link datalayer.app.demo.LiveBars} tells of it. Nothing here knows a bar before the real
 * adapters have asked for it.
 */
@NullMarked
package datalayer.app.demo;

import org.jspecify.annotations.NullMarked;
