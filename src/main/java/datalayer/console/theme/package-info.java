/**
 * How the console looks: colour tokens, fonts, icons and state glyphs.
 *
 * <p>{@link datalayer.console.theme.Tokens} reads the one file of colours; {@link
 * datalayer.console.theme.Theme} hands them to CSS as looked-up colours and to canvases as a {@link
 * datalayer.console.theme.Palette}.
 */
@NullMarked
package datalayer.console.theme;

import org.jspecify.annotations.NullMarked;
