/**
 * Builds the system and starts it, part one: the YAML files that an operator edits.
 *
 * <p>{@link datalayer.app.config.yaml.InstrumentsFile} says what is collected; {@link
 * datalayer.app.config.yaml.BackfillFile} what history to load; {@link
 * datalayer.app.config.yaml.IncrementalBars}, {@link
 * datalayer.app.config.yaml.IncrementalFundingRates} and {@link
 * datalayer.app.config.yaml.IncrementalFearGreed} what is kept up to date; {@link
 * datalayer.app.config.yaml.Tunnel} what is streamed. All but the first choose instruments in the
 * same three ways, read by {@code InstrumentChoice}.
 *
 * <p>A file is read into a small tree that knows the line of everything ({@code Node}), and the
 * tree into records. Mapping straight into objects would name one fault at a time, and would let
 * the text choose types; here a value is text until a key says what it is. Aliases are refused:
 * these files have no use for them, and attacks do.
 */
@NullMarked
package datalayer.app.config.yaml;

import org.jspecify.annotations.NullMarked;
