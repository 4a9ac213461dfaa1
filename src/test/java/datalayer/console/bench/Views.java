package datalayer.console.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What is looked at, one view a frame: the same for both charts.
 *
 * @param name as the report tells it
 */
record Views(String name, List<View> views) {

  /** What our chart leaves of 1280 pixels to the bars; theirs leaves a few more. */
  private static final double PLOT = 1204;

  private static final int PAN_FRAMES = 240;
  private static final int PAN_PIXELS = 6;
  private static final int PAN_STEPS = 60;
  private static final int ZOOM_FRAMES = 120;
  private static final double CLOSEST = 100;

  /** From one bar to another; fractions are between bars. */
  record View(double from, double to) {}

  /** A drag to the left, over and over, from the newest bars back, at a scale that stays. */
  static Views pan(String name, int bars, double visible) {
    List<View> views = new ArrayList<>();
    for (int i = 0; i < PAN_FRAMES; i++) {
      double back = PAN_PIXELS * (i % PAN_STEPS) * visible / PLOT;
      views.add(new View(bars - back - visible, bars - back));
    }
    return new Views(name, views);
  }

  /** From a hundred bars to all of them, the newest always at the right edge. */
  static Views zoom(String name, int bars) {
    List<View> views = new ArrayList<>();
    for (int i = 0; i < ZOOM_FRAMES; i++) {
      double visible = CLOSEST * Math.pow(bars / CLOSEST, i / (ZOOM_FRAMES - 1.0));
      views.add(new View(bars - visible, bars));
    }
    return new Views(name, views);
  }

  /** All of them, in the order they are taken. */
  static List<Views> of(int bars) {
    return List.of(
        pan("pan, 150 bars in view", bars, 150),
        pan("pan, 10,000 in view", bars, 10_000),
        pan("pan, half in view", bars, bars / 2.0),
        zoom("zoom, 100 to all", bars));
  }
}
