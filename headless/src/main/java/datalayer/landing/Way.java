package datalayer.landing;

import datalayer.ledger.Intent;
import datalayer.ledger.Ledger;
import datalayer.store.BarTables;
import datalayer.store.ChunkRows;
import datalayer.store.LayerProof;
import datalayer.store.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears the way of a delivery: no promise about the same bars may be open when it is sealed, or
 * both would be in ClickHouse. Promises of this node are kept, those that somebody else is at work
 * on are waited for, those of a node that was overtaken are settled by what ClickHouse shows. Safe
 * for use by many threads.
 */
final class Way {

  private static final Logger LOG = LoggerFactory.getLogger(Way.class);

  /**
   * How long a promise of another node is waited for that is not known to be overtaken. Settling it
   * too early costs a generation, never a bar.
   */
  private static final Duration WAIT = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final Ledger ledger;
  private final BarTables tables;
  private final String node;
  private final Keeping keeping;
  private final Verification verification;
  private final Patience patience;

  Way(
      Ledger ledger,
      BarTables tables,
      String node,
      Keeping keeping,
      Verification verification,
      Patience patience) {
    this.ledger = ledger;
    this.tables = tables;
    this.node = node;
    this.keeping = keeping;
    this.verification = verification;
    this.patience = patience;
  }

  /**
   * A moment at which no promise about the bars was open.
   *
   * @param made how many promises had been made about them
   * @param unproven versions of rows that may be in ClickHouse and prove nothing
   */
  record Clear(long made, Set<Long> unproven) {}

  /** Waits and works until no promise about the same bars is open. */
  Clear clear(Delivery delivery) throws InterruptedException {
    long deadline = System.nanoTime() + WAIT.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      record Seen(Clear clear, List<Intent> open) {}
      Seen seen =
          ledger.transaction(tx ->
              new Seen(
                  new Clear(tx.intents().made(delivery.extents()), tx.intents().unprovenVersions()),
                  tx.intents().allOpen()));
      List<Intent> inTheWay =
          seen.open().stream()
              .filter(intent -> Manifest.parse(intent.manifest()).overlaps(delivery))
              .toList();
      if (inTheWay.isEmpty()) {
        return seen.clear();
      }
      boolean late = System.nanoTime() > deadline;
      boolean settled = false;
      for (Intent intent : inTheWay) {
        settled |= settle(intent, late);
      }
      if (!settled) {
        Thread.sleep(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      }
    }
  }

  /** Takes back what came of promises that were given up. Returns of how many. */
  int sweep() throws InterruptedException {
    int taken = 0;
    for (Intent intent : ledger.transaction(tx -> tx.intents().allRevoked())) {
      boolean mine = isOf(node, intent);
      if (mine && keeping.isInFlight(intent)) {
        continue;
      }
      Manifest manifest = Manifest.parse(intent.manifest());
      ChunkRows rows = manifest.rows();
      if (keeping.patiently(intent, () -> tables.holds(rows))) {
        LOG.atInfo().addKeyValue("chunk", intent.chunkId()).log("a late insert is taken back");
        keeping.withdraw(intent, rows);
        taken++;
      }
      if (mine) {
        // Nobody but this node can insert it, and this node does not any more.
        verification.abandon(intent, manifest, "another node took the work over");
      }
    }
    return taken;
  }

  static boolean isOf(String node, Intent intent) {
    return intent.node().equals(node) || intent.node().isEmpty();
  }

  private boolean settle(Intent intent, boolean late) throws InterruptedException {
    if (isOf(node, intent)) {
      if (keeping.isInFlight(intent)) {
        return false;
      }
      keeping.resend(intent);
      return true;
    }
    if (!late && !ledger.<Boolean>transaction(tx -> tx.intents().isOvertaken(intent))) {
      return false;
    }
    settleForeign(intent);
    return true;
  }

  private void settleForeign(Intent intent) throws InterruptedException {
    Manifest manifest = Manifest.parse(intent.manifest());
    ChunkRows rows = manifest.rows();
    LayerProof proof = Landing.patiently(patience, intent.chunkId(), () -> tables.prove(rows));
    List<String> troubles = proof.troubles(intent.rows());
    LOG.atInfo()
        .addKeyValue("chunk", intent.chunkId())
        .addKeyValue("node", intent.node())
        .addKeyValue("troubles", troubles)
        .log("promise of another node is settled");
    if (troubles.isEmpty()) {
      verification.verify(intent, manifest, proof, keeping.rejected(intent, rows, proof));
    } else if (verification.revoke(intent, manifest, String.join("; ", troubles))
        && keeping.patiently(intent, () -> tables.holds(rows))) {
      keeping.withdraw(intent, rows);
    }
  }
}
