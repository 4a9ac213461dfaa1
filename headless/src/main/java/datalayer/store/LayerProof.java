package datalayer.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What the layers hold of a chunk. It is proven when every row that was sent landed, each landed
 * row is either in the snapshots or among the rejected, and staging, current and coverage hold what
 * the version rule says.
 *
 * @param landed rows in {@code landing_bars}
 * @param rejected rows in {@code rejected_bars}
 * @param snapshots rows in {@code bars_snapshots}
 * @param notStaged bars of the chunk that {@code staging_bars} holds in no equal or newer version
 * @param notCurrent bars of the chunk that {@code bars_current} holds in no equal or newer version
 * @param notCovered bars of the chunk that {@code bar_coverage} does not show
 */
public record LayerProof(
    long landed, long rejected, long snapshots, long notStaged, long notCurrent, long notCovered) {

  /** What is wrong, for people; empty when the chunk is proven. */
  public List<String> troubles(long sent) {
    List<String> troubles = new ArrayList<>();
    if (landed != sent) {
      troubles.add("landing_bars holds %d of %d rows".formatted(landed, sent));
    }
    if (landed != snapshots + rejected) {
      troubles.add(
          "of %d landed rows bars_snapshots holds %d and rejected_bars %d"
              .formatted(landed, snapshots, rejected));
    }
    addMissing(troubles, notStaged, "staging_bars");
    addMissing(troubles, notCurrent, "bars_current");
    addMissing(troubles, notCovered, "bar_coverage");
    return troubles;
  }

  private static void addMissing(List<String> troubles, long bars, String table) {
    if (bars != 0) {
      troubles.add("%s lacks %d bars".formatted(table, bars));
    }
  }
}
