package datalayer.simulator.binance;

import datalayer.simulator.Query;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a REST request, read as strictly as Binance reads them. */
final class Parameters {

  private static final String NUMBER = "^[0-9]{1,20}$";
  private static final Pattern DIGITS = Pattern.compile(NUMBER);

  /** Where microseconds start: milliseconds this large lie far beyond the year 5000. */
  private static final long MICROS = 100_000_000_000_000L;

  private final Map<String, String> sent;

  private Parameters(Map<String, String> sent) {
    this.sent = sent;
  }

  /**
   * Reads a query.
   *
   * @param known what the endpoint takes
   * @throws RestException when a parameter is sent twice, or one that is not known
   */
  static Parameters of(String query, Set<String> known) throws RestException {
    Map<String, String> sent = Query.parameters(query);
    int words = query.isEmpty() ? 0 : query.split("&", -1).length;
    if (words > sent.size() || sent.size() > known.size()) {
      throw RestException.tooMany(Math.min(sent.size(), known.size()), words);
    }
    long read = sent.keySet().stream().filter(known::contains).count();
    if (read < sent.size()) {
      throw RestException.unread((int) read, sent.size());
    }
    return new Parameters(sent);
  }

  @Nullable String optional(String name) {
    return sent.get(name);
  }

  String mandatory(String name) throws RestException {
    String value = sent.get(name);
    if (value == null || value.isEmpty()) {
      throw RestException.missing(name);
    }
    return value;
  }

  OptionalLong number(String name) throws RestException {
    String value = sent.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value.isEmpty()) {
      throw RestException.missing(name);
    }
    if (!DIGITS.matcher(value).matches()) {
      throw RestException.illegal(name, NUMBER);
    }
    return OptionalLong.of(
        value.length() > 18 ? Long.MAX_VALUE / MICROS * MICROS : Long.parseLong(value));
  }

  /** A time in milliseconds; requests may give microseconds too. */
  OptionalLong time(String name) throws RestException {
    OptionalLong time = number(name);
    return time.isPresent() && time.getAsLong() >= MICROS
        ? OptionalLong.of(time.getAsLong() / 1000)
        : time;
  }
}
