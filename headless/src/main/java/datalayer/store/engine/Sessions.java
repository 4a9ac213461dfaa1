package datalayer.store.engine;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Connections that outlive a request because its client named a session: temporary tables and SET
 * stay for the next one. Safe for use by many threads; a session serves one request at a time.
 */
final class Sessions implements AutoCloseable {

  private static final long USUAL_SECONDS = 60;
  private static final long LONGEST_SECONDS = 3600;

  private final ChdbEngine engine;
  private final Map<String, Session> open = new HashMap<>();

  Sessions(ChdbEngine engine) {
    this.engine = engine;
  }

  /** One session's connection and when it ends. */
  static final class Session {
    private final ChdbConnection connection;
    private boolean busy;
    private long expires;

    private Session(ChdbConnection connection) {
      this.connection = connection;
    }

    ChdbConnection connection() {
      return connection;
    }
  }

  /** The session that a request names, made when it is new. */
  synchronized Session take(String id, EngineRequest request) throws StatementException {
    expire();
    Session known = open.get(id);
    if (known == null && request.flag("session_check")) {
      throw StatementException.of(372, "SESSION_NOT_FOUND", "Session " + id + " not found");
    }
    if (known != null && known.busy) {
      throw StatementException.of(
          373, "SESSION_IS_LOCKED", "Session " + id + " is locked by a concurrent client");
    }
    Session session = known == null ? new Session(connect()) : known;
    session.expires = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeout(request));
    session.busy = true;
    open.put(id, session);
    return session;
  }

  synchronized void give(Session session) {
    session.busy = false;
  }

  /** Closes the sessions whose time is over. */
  synchronized void expire() {
    long now = System.nanoTime();
    for (Iterator<Session> each = open.values().iterator(); each.hasNext(); ) {
      Session session = each.next();
      if (!session.busy && session.expires - now < 0) {
        session.connection.close();
        each.remove();
      }
    }
  }

  @Override
  public synchronized void close() {
    open.values().stream().filter(session -> !session.busy).forEach(s -> s.connection.close());
    open.clear();
  }

  private ChdbConnection connect() throws StatementException {
    return engine.connectForStatement();
  }

  private static long timeout(EngineRequest request) throws StatementException {
    String text = request.parameter("session_timeout").orElse("" + USUAL_SECONDS);
    if (!text.matches("\\d{1,9}") || Long.parseLong(text) > LONGEST_SECONDS) {
      throw StatementException.of(
          374,
          "INVALID_SESSION_TIMEOUT",
          "Invalid session timeout: '" + text + "', it may be up to " + LONGEST_SECONDS + " s");
    }
    return Long.parseLong(text);
  }
}
