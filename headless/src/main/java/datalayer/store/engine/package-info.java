/**
 * The embedded ClickHouse engine: a child process over the chDB library that speaks ClickHouse's
 * HTTP protocol on loopback, and its supervisor.
 *
 * <p>In this process: {@link datalayer.store.engine.EngineProcess} starts, watches and stops the
 * child that {@link datalayer.store.engine.EngineOptions} describe, over the library that {@link
 * datalayer.store.engine.EngineLibrary} finds and the build fetched ({@code EngineLibraryFetch} by
 * {@link datalayer.store.engine.NpmInstall}). {@link datalayer.store.engine.EngineForeground} is
 * the same for other people's tools.
 *
 * <p>In the child, in the order of a request: {@code EngineMain} opens {@code ChdbEngine} and
 * serves it by {@code EngineServer}; {@code Gate} lets the request in; {@code EngineRequest} reads
 * it; {@code RequestScope} puts its database and settings on a {@code ChdbConnection}; {@code
 * StatementExchange} runs it and {@code EngineResponse} answers.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A connection for each request. It costs half a millisecond, and settings, USE and temporary
 *       tables cannot leak from one client to another. Only a session, which a client asks for by
 *       name, keeps one.
 *   <li>Settings go on the connection by SET with quoted values: the engine's own parser judges
 *       them, and nothing of them gets near the statement's text.
 *   <li>Rows go in by the library's insert stream only, whatever form they come in. Behind a
 *       statement's text the library cuts binary rows at the first semicolon and says nothing.
 *   <li>SELECT is fetched block by block, with the header that the library repeats left out from
 *       the second on; formats that are one document, and every other statement, are made whole in
 *       the engine's memory. Bad, because a JSON document of gigabytes needs that memory.
 *   <li>The first megabyte of an answer is held back, so that most errors come with a status and a
 *       code. A later one is written behind the rows as a server writes it, and the body is left
 *       without its end, because an ended body would be a silent loss.
 *   <li>The engine takes no query id. The client's goes behind the text as a comment, and KILL
 *       QUERY by it is turned into one by the comment.
 *   <li>The JDK's HTTP server. It blocks as the native calls do, and a dropped connection is the
 *       one thing that is asked of it beyond the ordinary. Bad, because a client that leaves is
 *       seen only at the next write.
 *   <li>Native calls on platform threads: they would pin a virtual thread's carrier, of which there
 *       is one for each core.
 *   <li>The child ignores Ctrl-C, which a terminal sends to both; the parent may want to finish a
 *       chunk. It ends when its standard input does.
 * </ul>
 *
 * <p>Not had: rows for {@code input()}, which are refused with a message, because the library loses
 * them without one; users, quotas and roles.
 */
@NullMarked
package datalayer.store.engine;

import org.jspecify.annotations.NullMarked;
