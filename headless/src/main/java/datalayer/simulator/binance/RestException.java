package datalayer.simulator.binance;

import datalayer.simulator.Answer;

/** A request that Binance answers with HTTP 400 and an error of its own. */
final class RestException extends Exception {

  private static final long serialVersionUID = 1;

  private final int code;

  private RestException(int code, String message) {
    super(message);
    this.code = code;
  }

  static RestException missing(String parameter) {
    return new RestException(
        -1102,
        "Mandatory parameter '%s' was not sent, was empty/null, or malformed."
            .formatted(parameter));
  }

  static RestException illegal(String parameter, String range) {
    return new RestException(
        -1100,
        "Illegal characters found in parameter '%s'; legal range is '%s'."
            .formatted(parameter, range));
  }

  static RestException tooMany(int expected, int received) {
    return new RestException(
        -1101,
        "Too many parameters; expected '%d' and received '%d'.".formatted(expected, received));
  }

  static RestException unread(int read, int sent) {
    return new RestException(
        -1104,
        "Not all sent parameters were read; read '%d' parameter(s) but was sent '%d'."
            .formatted(read, sent));
  }

  static RestException invalidInterval() {
    return new RestException(-1120, "Invalid interval.");
  }

  static RestException invalidSymbol() {
    return new RestException(-1121, "Invalid symbol.");
  }

  static RestException invalidData(String parameter) {
    return new RestException(
        -1130, "Data sent for parameter '%s' is not valid.".formatted(parameter));
  }

  static RestException startAfterEnd() {
    return new RestException(-1023, "Start time is greater than end time.");
  }

  Answer answer() {
    return Answer.json(400, body(code, String.valueOf(getMessage())));
  }

  /** Binance's error object. */
  static String body(int code, String message) {
    return "{\"code\":%d,\"msg\":\"%s\"}".formatted(code, message.replace("\"", "\\\""));
  }
}
