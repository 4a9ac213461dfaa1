/**
 * Builds the system and starts it, part one: what the operator configured, checked before anything
 * runs.
 *
 * <p>{@link datalayer.app.config.Directories} says where things are. {@link
 * datalayer.app.config.Settings} come from the {@link datalayer.app.config.Environment}: the
 * variables of the process, then an {@link datalayer.app.config.EnvFile} beside the configuration,
 * then one in the working directory, then the defaults of {@link datalayer.app.config.Variable}.
 * The files that an operator edits are read by {@code datalayer.app.config.yaml}.
 *
 * <p>Everything wrong is found in one go and said in a {@link
 * datalayer.app.config.ConfigException}, a line for each fault: where, what, what to do. Secrets
 * are {@link datalayer.app.config.Secret}s and are never in a message.
 */
@NullMarked
package datalayer.app.config;

import org.jspecify.annotations.NullMarked;
