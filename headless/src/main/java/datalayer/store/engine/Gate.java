package datalayer.store.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * Who may come in: a program on this machine that has the token. Web pages may not, however they
 * got to this address.
 */
final class Gate {

  static final String USER = "default";
  private static final String[] HOSTS = {"127.0.0.1", "localhost", "[::1]"};

  private final byte[] token;

  Gate(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  private record Credentials(String user, String password) {}

  /** Refuses a page's request, and one that reached loopback under a name that is not ours. */
  void checkOrigin(EngineRequest request) throws StatementException {
    if (request.header("Origin").isPresent()) {
      throw refused("requests from web pages are not served");
    }
    String host = request.header("Host").orElse("");
    String name = host.replaceFirst(":\\d+$", "");
    for (String known : HOSTS) {
      if (known.equalsIgnoreCase(name)) {
        return;
      }
    }
    throw refused("the Host header must name this machine as 127.0.0.1 or localhost");
  }

  /** Refuses a request without the token. */
  void checkToken(EngineRequest request) throws StatementException {
    Credentials given = credentials(request).orElseThrow(() -> refused("a password is needed"));
    byte[] password = given.password().getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(password, token) || !given.user().equals(USER)) {
      throw refused(
          "password is incorrect, or there is no user with such name; the user is "
              + USER
              + " and the password is the engine's token");
    }
  }

  private static Optional<Credentials> credentials(EngineRequest request) {
    Optional<String> key = request.header("X-ClickHouse-Key");
    if (key.isPresent()) {
      return Optional.of(
          new Credentials(request.header("X-ClickHouse-User").orElse(USER), key.get()));
    }
    Optional<String> basic = request.header("Authorization").filter(Gate::isBasic);
    if (basic.isPresent()) {
      return decode(basic.get().substring("Basic ".length()).strip());
    }
    return request
        .parameter("password")
        .map(password -> new Credentials(request.parameter("user").orElse(USER), password));
  }

  private static boolean isBasic(String header) {
    return header.regionMatches(true, 0, "Basic ", 0, "Basic ".length());
  }

  private static Optional<Credentials> decode(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static StatementException refused(String why) {
    return StatementException.of(
        516, "AUTHENTICATION_FAILED", USER + ": Authentication failed: " + why);
  }
}
