package datalayer.console.coverage;

import datalayer.console.fx.Names;
import datalayer.market.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of the heatmap from top to bottom: series under the venue and market they belong to.
 *
 * @param series in the order they stand
 * @param tops the upper edge of each series' row in pixels
 * @param groups the headings
 * @param height of all of them
 */
public record Rows(List<Series> series, double[] tops, List<Group> groups, double height) {

  static final double ROW = 23;
  static final double GROUP = 22;
  private static final double BETWEEN = 8;

  static final Rows NONE = new Rows(List.of(), new double[0], List.of(), 0);

  /** A heading and where it stands. */
  public record Group(String name, double top) {}

  /**
   * @param sorted so that series of one venue and market stand together
   */
  static Rows of(List<Series> sorted) {
    double[] tops = new double[sorted.size()];
    List<Group> groups = new ArrayList<>();
    double y = 0;
    String group = "";
    for (int i = 0; i < tops.length; i++) {
      String name = Names.venueAndType(sorted.get(i).instrument());
      if (!name.equals(group)) {
        y += group.isEmpty() ? 0 : BETWEEN;
        groups.add(new Group(name, y));
        group = name;
        y += GROUP;
      }
      tops[i] = y;
      y += ROW;
    }
    return new Rows(List.copyOf(sorted), tops, List.copyOf(groups), y);
  }

  public int count() {
    return series.size();
  }

  /** The row at a height, or -1 between rows. */
  int at(double y) {
    int index = lastAbove(y);
    return index >= 0 && y < tops[index] + ROW ? index : -1;
  }

  /** The row nearest to a height, or -1 when there is none. */
  int nearest(double y) {
    return tops.length == 0 ? -1 : Math.max(0, lastAbove(y));
  }

  /** The first row that ends below a height. */
  int firstBelow(double y) {
    return Math.max(0, lastAbove(y));
  }

  private int lastAbove(double y) {
    int low = 0;
    int high = tops.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (tops[middle] <= y) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
