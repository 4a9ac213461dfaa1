package datalayer.app.config;

/**
 * A password. It does not show in messages, logs or the text of the records that hold it.
 *
 * @param reveal the password itself, empty for none; only for whoever logs in with it
 */
public record Secret(String reveal) {

  public static final Secret NONE = new Secret("");

  public boolean isEmpty() {
    return reveal.isEmpty();
  }

  @Override
  public String toString() {
    return "***";
  }
}
