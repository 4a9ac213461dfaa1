package datalayer.monitor;

/**
 * How one thing is that the system needs for its work.
 *
 * @param name short and stable, for example {@code clickhouse}
 * @param passed whether work can be done as far as this is concerned
 * @param reason for people: what was seen, or what is wrong and what to do
 */
public record Check(String name, boolean passed, String reason) {

  public static Check passed(String name, String seen) {
    return new Check(name, true, seen);
  }

  public static Check failed(String name, String reason) {
    return new Check(name, false, reason);
  }
}
