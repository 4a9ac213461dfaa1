package datalayer.console.shell;

/**
 * How much of a venue's allowance for requests is used, for the status line.
 *
 * @param name of the venue: {@code Binance}
 * @param used since the window began
 * @param of how much there is, more than 0
 */
public record Budget(String name, long used, long of) {

  double share() {
    return Math.clamp((double) used / of, 0, 1);
  }
}
