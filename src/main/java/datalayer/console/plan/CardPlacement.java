package datalayer.console.plan;

import java.util.List;

/**
 * Where a card stands beside what was selected: never over it where there is room elsewhere, and
 * always whole within its area.
 */
public final class CardPlacement {

  private static final double APART = 16;

  /** A rectangle in pixels. */
  public record Box(double x, double y, double width, double height) {

    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }

    /** How many square pixels two rectangles share. */
    public double overlap(Box other) {
      double wide = Math.min(right(), other.right()) - Math.max(x, other.x);
      double high = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
      return wide > 0 && high > 0 ? wide * high : 0;
    }
  }

  private CardPlacement() {}

  /**
   * Right of the selection when there is room, else left, else above or below, else where it covers
   * the least of it.
   *
   * @param area what the card must stay within
   */
  public static Box beside(Box selection, double width, double height, Box area) {
    double middle = selection.y() + selection.height() / 2 - height / 2;
    double centre = selection.x() + selection.width() / 2 - width / 2;
    List<Box> wanted =
        List.of(
            within(selection.right() + APART, middle, width, height, area),
            within(selection.x() - APART - width, middle, width, height, area),
            within(centre, selection.bottom() + APART, width, height, area),
            within(centre, selection.y() - APART - height, width, height, area));
    Box best = wanted.getFirst();
    for (Box one : wanted) {
      if (one.overlap(selection) < best.overlap(selection)) {
        best = one;
      }
    }
    return best;
  }

  private static Box within(double x, double y, double width, double height, Box area) {
    double left = Math.max(area.x(), Math.min(x, area.right() - width));
    double top = Math.max(area.y(), Math.min(y, area.bottom() - height));
    return new Box(Math.rint(left), Math.rint(top), width, height);
  }
}
