package datalayer.store.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement failed, or a request was refused, under one of ClickHouse's error codes. */
final class StatementException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\.");
  private static final int UNKNOWN = 1002;

  private final int code;

  private StatementException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** From the engine's own message. */
  static StatementException of(String message) {
    Matcher matcher = CODE.matcher(message);
    int code = matcher.find() ? Integer.parseInt(matcher.group(1)) : UNKNOWN;
    String text =
        code == UNKNOWN
            ? "Code: " + UNKNOWN + ". DB::Exception: " + message + " (UNKNOWN_EXCEPTION)"
            : message.substring(matcher.start());
    return new StatementException(code, versioned(text.strip()));
  }

  /** From this side of the engine, in the same words. */
  static StatementException of(int code, String name, String message) {
    return new StatementException(
        code, versioned("Code: " + code + ". DB::Exception: " + message + ". (" + name + ")"));
  }

  /** As a server ends its messages. */
  private static String versioned(String text) {
    return text.contains("(version ") ? text : text + " (version " + EngineLibrary.ENGINE + ")";
  }

  int code() {
    return code;
  }

  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
