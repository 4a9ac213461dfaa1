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
    Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
    return switch (random.nextInt(4)) {
      case 0 -> new Kill(victim, BackfillChild.STARTED, random.nextDouble() * 0.3);
      case 1 -> new Kill(victim, BackfillChild.VERIFIED + 1, random.nextDouble() * 0.04);
      default -> new Kill(victim, BackfillChild.STARTING, random.nextDouble() * 0.9);
    };
  }

  Kill sooner() {
    return new Kill(victim, after, share / 2);
  }
}
