package datalayer.app.daemon;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * {@code %redacted(…)} of the log's pattern: known secrets and what looks like one become {@code
 * ***}, and control characters, which may come from a venue, become harmless. The logging library
 * makes it by name, so what it must hide is kept for the whole process.
 */
public final class Redaction extends CompositeConverter<ILoggingEvent> {

  private static final int SHORTEST = 6;
  private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();
  private static final Pattern LOOKS_SECRET =
      Pattern.compile(
          "(?i)(bearer\\s+|basic\\s+|(?:password|passwd|token|secret|signature|api[_-]?key)\\s*[=:]\\s*\"?)[^\\s\"&,;]+");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

  /** Hides a secret in everything that is logged from now on. One too short to tell is not. */
  public static void hide(String secret) {
    if (secret.length() >= SHORTEST) {
      SECRETS.add(secret);
    }
  }

  @Override
  protected String transform(ILoggingEvent event, String text) {
    return redacted(text);
  }

  static String redacted(String text) {
    String hidden = text;
    for (String secret : SECRETS) {
      hidden = hidden.replace(secret, "***");
    }
    hidden = LOOKS_SECRET.matcher(hidden).replaceAll("$1***");
    return CONTROL.matcher(hidden).replaceAll("?");
  }
}
