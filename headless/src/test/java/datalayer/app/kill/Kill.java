package datalayer.app.kill;

import java.util.Random;

/**
 * A kill from outside.
 *
 * @param after the line that is waited for first
 * @param share of the typical time from that line to the end of everything, after which it strikes
 */
record Kill(Victim victim, String after, double share) {

  /** Half of them anywhere in a process's life, half soon after a step of the work. */
  static Kill at(Random random) {
    Victim victim = Victim.any(random);
    return switch (random.nextInt(4)) {
      case 0 -> new Kill(victim, Progress.STARTED, random.nextDouble() * 0.3);
      case 1 -> new Kill(victim, Progress.VERIFIED + 1, random.nextDouble() * 0.04);
      default -> new Kill(victim, Progress.STARTING, random.nextDouble() * 0.9);
    };
  }

  Kill sooner() {
    return new Kill(victim, after, share / 2);
  }
}
