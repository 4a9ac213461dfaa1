/**
 * The core as a service: started, told to stop, and watched by whoever supervises it.
 *
 * <p>{@link datalayer.app.daemon.Daemon} is the life of it; {@link datalayer.app.daemon.Signals}
 * hears what the system says, {@link datalayer.app.daemon.ServiceNotice} tells it how things are,
 * and {@link datalayer.app.daemon.Redaction} keeps secrets and foreign control characters out of
 * the log.
 */
@NullMarked
package datalayer.app.daemon;

import org.jspecify.annotations.NullMarked;
