/**
 * The embedded ClickHouse engine: a child process over the chDB library that speaks ClickHouse's
 * HTTP protocol on loopback, and its supervisor.
 *
 * <p>In this process: {@link datalayer.store.engine.EngineProcess} starts, watches and stops the
 * child that {@link datalayer.store.engine.EngineOptions} describe, over the library that {@link
 * datalayer.store.engine.EngineLibrary} finds and {@link datalayer.store.engine.EngineLibraryFetch}
 * fetched. In the child: {@code EngineMain} opens {@code ChdbEngine} and serves it by {@code
 * EngineServer}; a request passes {@code Gate}, becomes an {@code EngineRequest} and runs as a
 * {@code StatementExchange}.
 */
@NullMarked
package datalayer.store.engine;

import org.jspecify.annotations.NullMarked;
