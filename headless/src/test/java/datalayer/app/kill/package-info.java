/**
 * The core, killed at any moment: what is there after restart and completion equals the files, once
 * and whole.
 */
@NullMarked
package datalayer.app.kill;

import org.jspecify.annotations.NullMarked;
