package datalayer.store.engine;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * A request's database, settings and read-only rule, put on a connection. On a connection that
 * stays, a session's, they are taken off again.
 */
final class RequestScope {

  private static final Pattern SETTING = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  private final ChdbConnection connection;
  private final EngineRequest request;

  RequestScope(ChdbConnection connection, EngineRequest request) {
    this.connection = connection;
    this.request = request;
  }

  /** For a connection that ends with the request. */
  void apply() throws StatementException {
    use();
    set();
    if (request.reads()) {
      connection.execute("SET readonly = 2");
    }
  }

  /** For a session's connection: what to run afterwards so that the session is as it was. */
  Map<String, String> applyForOne() throws StatementException {
    Map<String, String> before = new LinkedHashMap<>();
    if (request.database().isPresent()) {
      before.put("USE ", quoted(answer("SELECT currentDatabase()"), '`'));
    }
    for (String name : request.settings().keySet()) {
      String changed =
          answer("SELECT value FROM system.settings WHERE changed AND name = " + text(name));
      before.put("SET " + checked(name) + " = ", changed.isEmpty() ? "DEFAULT" : text(changed));
    }
    use();
    set();
    return before;
  }

  private void use() throws StatementException {
    if (request.database().isPresent()) {
      connection.execute("USE " + quoted(request.database().get(), '`'));
    }
  }

  private void set() throws StatementException {
    StringJoiner settings = new StringJoiner(", ", "SET ", "");
    for (Map.Entry<String, String> setting : request.settings().entrySet()) {
      settings.add(checked(setting.getKey()) + " = " + text(setting.getValue()));
    }
    if (!request.settings().isEmpty()) {
      connection.execute(settings.toString());
    }
  }

  private String answer(String sql) throws StatementException {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    try (ChdbResult result = connection.query(bytes, "TSVRaw", Map.of())) {
      byte[] answer = result.bytes().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
      return new String(answer, StandardCharsets.UTF_8).strip();
    }
  }

  private static String checked(String setting) throws StatementException {
    if (!SETTING.matcher(setting).matches()) {
      throw StatementException.of(115, "UNKNOWN_SETTING", "Unknown setting '" + setting + "'");
    }
    return setting;
  }

  private static String text(String value) {
    return quoted(value, '\'');
  }

  private static String quoted(String text, char quote) {
    return quote + text.replace("\\", "\\\\").replace("" + quote, "\\" + quote) + quote;
  }
}
