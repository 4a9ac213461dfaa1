package datalayer.backfill;

/**
 * Which runs a process works.
 *
 * @param unasked whether also those that an earlier process left unfinished and those that other
 *     nodes started; otherwise only those that this process was told to start or to go on with
 * @param atOnce runs worked at once, at most; the others wait until one of them is over or held
 */
public record Duty(boolean unasked, int atOnce) {

  public Duty {
    if (atOnce < 1) {
      throw new IllegalArgumentException("at least one run at once, not " + atOnce);
    }
  }

  /** Whatever there is to do, so many runs at once. */
  public static Duty everything(int atOnce) {
    return new Duty(true, atOnce);
  }

  /** What this process is told and nothing else, as a command in the foreground does. */
  public static Duty whatIsAsked() {
    return new Duty(false, Integer.MAX_VALUE);
  }
}
