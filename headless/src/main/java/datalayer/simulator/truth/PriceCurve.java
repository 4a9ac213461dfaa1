package datalayer.simulator.truth;

/**
 * The price of a listing at the turn of every minute. It wanders like a market, as the sum of waves
 * of chance from a minute to most of a year long, and can be asked for any minute at once.
 */
final class PriceCurve {

  /** In minutes; none divides the next, so that turns do not fall together. */
  private static final int[] WAVES = {400_000, 99_991, 25_013, 6_007, 1_499, 367, 89, 23, 7, 1};

  /** A walk of independent steps of this size spreads with the square root of time. */
  private static final double STEP = 0.0006;

  private final long seed;
  private final double ticks;

  PriceCurve(long seed, Listing listing) {
    this.seed = seed;
    this.ticks = listing.price() * StrictMath.pow(10, listing.pricePlaces());
  }

  /** In ticks, at least one. */
  long at(long minute) {
    double swing = 0;
    for (int wave = 0; wave < WAVES.length; wave++) {
      swing += STEP * Math.sqrt(WAVES[wave]) * wave(wave, minute);
    }
    // strict, so that every machine has the same prices
    return Math.max(1, Math.round(ticks * StrictMath.exp(swing)));
  }

  private double wave(int wave, long minute) {
    long node = Math.floorDiv(minute, (long) WAVES[wave]);
    double way = (double) (minute - node * WAVES[wave]) / WAVES[wave];
    double eased = way * way * (3 - 2 * way);
    double left = height(wave, node);
    return eased == 0 ? left : left + eased * (height(wave, node + 1) - left);
  }

  private double height(int wave, long node) {
    return 2 * Noise.fraction(Noise.bits(seed, wave, node)) - 1;
  }
}
