package datalayer.landing;

import datalayer.ledger.Intent;
import datalayer.ledger.Ledger;
import datalayer.market.Series;
import datalayer.store.BarTables;
import datalayer.store.ChunkRows;
import datalayer.store.LayerProof;
import datalayer.store.Patience;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the promises of this node: inserts the bytes, asks every layer, closes the promise as kept
 * or gives it up. Safe for use by many threads.
 */
final class Keeping {

  private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

  private final BarTables tables;
  private final Ledger ledger;
  private final Spool spool;
  private final Promises promises;
  private final Verification verification;
  private final FaultPoint.Observer faults;
  private final Semaphore inserts;
  private final Patience patience;
  private final Lock resending = new ReentrantLock();

  Keeping(
      BarTables tables,
      Ledger ledger,
      Spool spool,
      Promises promises,
      Verification verification,
      FaultPoint.Observer faults,
      int parallelInserts,
      Patience patience) {
    this.tables = tables;
    this.ledger = ledger;
    this.spool = spool;
    this.promises = promises;
    this.verification = verification;
    this.faults = faults;
    this.inserts = new Semaphore(parallelInserts, true);
    this.patience = patience;
  }

  /** Keeps a promise. Empty when it was given up, or when another node closed it first. */
  Optional<Landed> keep(Promises.Kept promise) throws InterruptedException {
    String token = promise.intent().token();
    try {
      Optional<Landed> landed = insertAndProve(promise);
      spool.remove(token);
      return landed;
    } finally {
      promises.letGo(token);
    }
  }

  /** Whether a thread of this process is at work on a promise. */
  boolean isInFlight(Intent intent) {
    return promises.isInFlight(intent.token());
  }

  /** Keeps a promise that nobody of this process works on any more. */
  void resend(Intent intent) throws InterruptedException {
    resending.lockInterruptibly();
    try {
      if (!ledger.<Boolean>transaction(tx -> tx.intents().isOpen(intent.token()))) {
        return;
      }
      LOG.atInfo().addKeyValue("chunk", intent.chunkId()).log("open intent is sent again");
      switch (promises.recall(intent)) {
        case Promises.Kept kept -> keep(kept);
        case Promises.Lost lost -> {
          // It may have landed all the same.
          ChunkRows rows = lost.manifest().rows();
          LayerProof proof = patiently(intent, () -> tables.prove(rows));
          settle(intent, lost.manifest(), proof, lost.reason());
          spool.remove(intent.token());
        }
      }
    } finally {
      resending.unlock();
    }
  }

  /** The rows that the views turned away, where the proof says that there are any. */
  Map<Series, Map<Long, String>> rejected(Intent intent, ChunkRows rows, LayerProof proof)
      throws InterruptedException {
    return proof.rejected() == 0 ? Map.of() : patiently(intent, () -> tables.rejected(rows));
  }

  /** Takes the rows of a promise that was given up out of every layer. */
  void withdraw(Intent intent, ChunkRows rows) throws InterruptedException {
    verification.distrustCoverage(rows.range());
    patiently(intent, () -> tables.withdraw(rows));
  }

  <T> T patiently(Intent intent, Supplier<T> question) throws InterruptedException {
    return Landing.patiently(patience, intent.chunkId(), question);
  }

  private Optional<Landed> insertAndProve(Promises.Kept promise) throws InterruptedException {
    Intent intent = promise.intent();
    LayerProof proof = insert(promise);
    String troubles = String.join("; ", proof.troubles(intent.rows()));
    return settle(intent, promise.manifest(), proof, troubles);
  }

  private LayerProof insert(Promises.Kept promise) throws InterruptedException {
    Intent intent = promise.intent();
    ChunkRows rows = promise.manifest().rows();
    inserts.acquire();
    try {
      return patiently(
          intent,
          () -> {
            tables.insert(promise.bytes(), intent.token());
            faults.reached(FaultPoint.INSERTED);
            return tables.prove(rows);
          });
    } finally {
      inserts.release();
    }
  }

  /** Closes a promise: as kept where every layer has its rows, otherwise as given up. */
  private Optional<Landed> settle(
      Intent intent, Manifest manifest, LayerProof proof, String trouble)
      throws InterruptedException {
    if (!proof.troubles(intent.rows()).isEmpty()) {
      giveUp(intent, manifest, trouble);
      return Optional.empty();
    }
    faults.reached(FaultPoint.PROVEN);
    Optional<Landed> landed =
        verification.verify(intent, manifest, proof, rejected(intent, manifest.rows(), proof));
    if (landed.isEmpty()) {
      giveUp(intent, manifest, "another node took the work over");
    }
    faults.reached(FaultPoint.VERIFIED);
    return landed;
  }

  /**
   * Takes back what there is of a promise and gives it up, unless another node has found it whole.
   * The token is used up: an engine that is killed between noting it and showing the rows refuses
   * them for ever. Only another generation can bring them, and only alone.
   */
  private void giveUp(Intent intent, Manifest manifest, String reason) throws InterruptedException {
    boolean whole =
        ledger.transaction(
            tx -> !tx.intents().revoked(intent.token()) && tx.intents().isVerified(intent.token()));
    if (!whole) {
      withdraw(intent, manifest.rows());
      verification.abandon(intent, manifest, reason);
    }
  }
}
