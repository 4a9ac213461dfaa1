/**
 * The one door for operators: commands in, immutable snapshots out, in process or over HTTP.
 *
 * <p>Console and command line know {@link datalayer.control.Control} and the values it hands out,
 * and nothing behind it.
 */
@NullMarked
package datalayer.control;

import org.jspecify.annotations.NullMarked;
