/**
 * Between the system and the screen: the bridge to the FX thread, background work, FXML, and how
 * figures and times are written.
 *
 * <p>No other package of the console calls {@code Platform.runLater}.
 */
@NullMarked
package datalayer.console.fx;

import org.jspecify.annotations.NullMarked;
