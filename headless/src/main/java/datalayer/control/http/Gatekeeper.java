package datalayer.control.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** Decides who may come in, by the headers of a request alone. */
final class Gatekeeper {

  /** Any port: behind a tunnel it is another one. What a rebound name gives away is the host. */
  private static final Pattern LOOPBACK =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");

  private static final String BEARER = "bearer ";
  private static final Set<String> FROM_A_PAGE = Set.of("cross-site", "same-site", "same-origin");

  private final Token token;

  Gatekeeper(Token token) {
    this.token = token;
  }

  /** Refuses what a web page could have sent, with or without token. */
  void requireNoPage(HttpFields headers) throws RefusedException {
    List<HttpField> hosts = headers.stream().filter(f -> f.getHeader() == HttpHeader.HOST).toList();
    String host = hosts.size() == 1 ? String.valueOf(hosts.getFirst().getValue()) : "";
    if (!LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
      throw new RefusedException(
          421,
          "Wrong host",
          "the Host header is \"%s\", and this door is on loopback only".formatted(visible(host)),
          "Ask 127.0.0.1 or localhost.");
    }
    @Nullable String origin = headers.get(HttpHeader.ORIGIN);
    @Nullable String site = headers.get("Sec-Fetch-Site");
    if (origin != null || (site != null && FROM_A_PAGE.contains(site.toLowerCase(Locale.ROOT)))) {
      throw new RefusedException(
          403,
          "Not for web pages",
          "the request comes from a web page%s"
              .formatted(origin == null ? "" : " (Origin: " + visible(origin) + ")"),
          "Use the datalayer command, the console, or a program that sends no Origin.");
    }
  }

  /** Refuses who does not have the token. */
  void requireToken(HttpFields headers) throws RefusedException {
    @Nullable String given = headers.get(HttpHeader.AUTHORIZATION);
    if (given == null) {
      throw new RefusedException(
          401,
          "Token needed",
          "there is no Authorization header",
          "Send \"Authorization: Bearer TOKEN\"; the token is in control.json in the data directory.");
    }
    boolean bearer = given.toLowerCase(Locale.ROOT).startsWith(BEARER);
    if (!bearer || !token.matches(given.substring(BEARER.length()).strip())) {
      throw new RefusedException(
          401,
          "Wrong token",
          bearer ? "the token is not this process's" : "the Authorization is of another kind",
          "Read it anew from control.json in the data directory; it changes with every start.");
    }
  }

  /** Refuses a body that a form of a web page could have sent. */
  void requireJson(HttpFields headers) throws RefusedException {
    @Nullable String type = headers.get(HttpHeader.CONTENT_TYPE);
    String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!plain.equals("application/json")) {
      throw new RefusedException(
          415,
          "Wrong content type",
          type == null ? "there is no Content-Type" : "the body is " + visible(type),
          "Send JSON with \"Content-Type: application/json\".");
    }
  }

  /** Foreign text, short and without anything that a terminal would obey. */
  static String visible(String text) {
    String cut = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return cut.replaceAll("\\p{Cc}", "?");
  }
}
