package datalayer.simulator.truth;

/** Chance that is a function of where one looks, so that it can be looked up in any order. */
final class Noise {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1.0p-53;

  private Noise() {}

  /** Sixty-four bits for a place in a stream of a seed (the finalizer of SplitMix64, twice). */
  static long bits(long seed, long stream, long place) {
    return mix(mix(seed + stream * GOLDEN) + place * GOLDEN);
  }

  /** A whole number from 0 inclusive to the bound exclusive. */
  static long below(long bound, long bits) {
    return Long.remainderUnsigned(bits, bound);
  }

  /** A number from 0 inclusive to 1 exclusive. */
  static double fraction(long bits) {
    return (bits >>> 11) * UNIT;
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
