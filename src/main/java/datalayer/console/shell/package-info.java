/**
 * What surrounds every screen: navigation, status line, theme, the palette of commands and the
 * layer for dialogs.
 *
 * <p>The shell knows screens only as {@link datalayer.console.shell.Screen}s.
 */
@NullMarked
package datalayer.console.shell;

import org.jspecify.annotations.NullMarked;
