/**
 * The coverage screen: every series over time in one picture, each cell in the shape of its worst
 * state, down to the minute; what is selected leads to a plan.
 *
 * <p>{@link datalayer.console.coverage.CoverageViewModel} holds what is seen and selected, {@link
 * datalayer.console.coverage.CoverageReader} asks for series when they come into view, and {@link
 * datalayer.console.coverage.SeriesCoverage} keeps what is known of one.
 */
@NullMarked
package datalayer.console.coverage;

import org.jspecify.annotations.NullMarked;
