package datalayer.landing;

import datalayer.landing.Sealer.SealedPart;
import datalayer.ledger.Intent;
import datalayer.ledger.Ledger;
import datalayer.market.Series;
import datalayer.store.BarTables;
import datalayer.store.ChunkRows;
import datalayer.store.ClickHouseException;
import datalayer.store.LayerProof;
import datalayer.store.Patience;
import datalayer.store.ReferenceTables;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door for new data. {@link #land} returns when every layer of ClickHouse was seen to hold
 * the delivery and the ledger says so. A process that dies at any moment in between leaves an open
 * promise with its bytes in the spool; {@link #recover} sends exactly those bytes again, under the
 * same token, so nothing is lost and nothing is there twice.
 *
 * <p>While ClickHouse does not answer, the call waits and repeats, as long as its patience lasts;
 * then it fails and the promise stays open. Safe for use by many threads.
 */
public final class Landing {

  private static final Logger LOG = LoggerFactory.getLogger(Landing.class);
  private static final int GENERATIONS = 3;

  private final BarTables tables;
  private final ReferenceTables references;
  private final Ledger ledger;
  private final Spool spool;
  private final Promises promises;
  private final FaultPoint.Observer faults;
  private final Semaphore inserts;
  private final Patience patience;
  private final Sealer sealer;
  private final Verification verification;
  private final ReadWriteLock counting = new ReentrantReadWriteLock(true);
  private final Lock resending = new ReentrantLock();

  /** Promises of this process whose delivery failed, by token. */
  private final Map<String, Manifest> leftOpen = new ConcurrentHashMap<>();

  /**
   * @param parallelInserts how many chunks may be inserted at once
   * @param patience how long a chunk waits for a ClickHouse that does not answer
   */
  public Landing(
      BarTables tables,
      ReferenceTables references,
      Ledger ledger,
      Spool spool,
      InstantSource clock,
      FaultPoint.Observer faults,
      int parallelInserts,
      Patience patience) {
    this.tables = tables;
    this.references = references;
    this.ledger = ledger;
    this.spool = spool;
    this.promises = new Promises(ledger, spool, clock, faults);
    this.faults = faults;
    this.inserts = new Semaphore(parallelInserts, true);
    this.patience = patience;
    this.sealer = new Sealer(tables);
    this.verification = new Verification(ledger);
  }

  /**
   * Brings a delivery to ClickHouse.
   *
   * @throws LandingException when it cannot be kept on disk, ClickHouse refused it, or did not
   *     answer as long as the patience lasted
   */
  public Landed land(Delivery delivery) throws InterruptedException {
    Lock landing = counting.readLock();
    landing.lockInterruptibly();
    try {
      resendWhatOverlaps(delivery);
      String what = delivery.key().toString();
      patiently(what, () -> register(delivery));
      for (int generation = 0; generation < GENERATIONS; generation++) {
        List<SealedPart> sealed =
            patiently(what, () -> delivery.parts().stream().map(sealer::seal).toList());
        if (sealed.stream().allMatch(SealedPart::writesNothing)) {
          return verification.confirm(sealed);
        }
        Optional<Landed> landed = deliver(promises.make(delivery, sealed));
        if (landed.isPresent()) {
          return landed.get();
        }
      }
      throw new LandingException(
          "%s was inserted %d times and never found whole; its coverage says what was missing; look into ClickHouse's log, then run the backfill again"
              .formatted(what, GENERATIONS));
    } finally {
      landing.unlock();
    }
  }

  /**
   * Closes every promise that an earlier process left open. Call it before anything lands.
   *
   * @return how many chunks were sent again
   */
  public int recover() throws InterruptedException {
    List<Intent> open = ledger.transaction(tx -> tx.intents().allOpen());
    for (Intent intent : open) {
      resend(intent);
    }
    spool.removeAllBut(
        ledger.transaction(tx -> tx.intents().allOpen()).stream()
            .map(Intent::token)
            .collect(Collectors.toSet()));
    return open.size();
  }

  /** Runs work during which nothing lands. */
  void whileNothingLands(Runnable work) {
    Lock alone = counting.writeLock();
    alone.lock();
    try {
      work.run();
    } finally {
      alone.unlock();
    }
  }

  /**
   * Looks at what landed while nobody counts anew: in the middle of a count, bars that are there
   * seem not to be.
   */
  <T> T whileNothingIsCounted(Supplier<T> question) {
    Lock landing = counting.readLock();
    landing.lock();
    try {
      return question.get();
    } finally {
      landing.unlock();
    }
  }

  private boolean register(Delivery delivery) {
    references.register(delivery.parts().stream().map(p -> p.series().instrument()).toList());
    return true;
  }

  /**
   * Closes the promises over the same bars that an earlier call left open. Otherwise their bytes
   * would be sent after the new ones, at the next start, and the bars would be there twice.
   */
  private void resendWhatOverlaps(Delivery delivery) throws InterruptedException {
    if (leftOpen.isEmpty()) {
      return;
    }
    resending.lockInterruptibly();
    try {
      for (Intent intent : ledger.transaction(tx -> tx.intents().allOpen())) {
        Manifest manifest = leftOpen.get(intent.token());
        if (manifest != null && manifest.overlaps(delivery)) {
          resend(intent);
        }
      }
    } finally {
      resending.unlock();
    }
  }

  private void resend(Intent intent) throws InterruptedException {
    LOG.atInfo().addKeyValue("chunk", intent.chunkId()).log("open intent is sent again");
    switch (promises.recall(intent)) {
      case Promises.Kept kept -> deliver(kept);
      case Promises.Lost lost -> {
        // It may have landed all the same.
        ChunkRows rows = lost.manifest().rows();
        LayerProof proof = patiently(intent.chunkId(), () -> tables.prove(rows));
        settle(intent, lost.manifest(), proof, lost.reason());
        spool.remove(intent.token());
      }
    }
    leftOpen.remove(intent.token());
  }

  /** Keeps a promise, or gives it up and answers nothing: its rows are not there then. */
  private Optional<Landed> deliver(Promises.Kept promise) throws InterruptedException {
    try {
      Optional<Landed> landed = insertAndProve(promise);
      spool.remove(promise.intent().token());
      return landed;
    } catch (RuntimeException | InterruptedException e) {
      leftOpen.put(promise.intent().token(), promise.manifest());
      throw e;
    }
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
          intent.chunkId(),
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
    ChunkRows rows = manifest.rows();
    if (!proof.troubles(intent.rows()).isEmpty()) {
      // The token is used up: an engine that is killed between noting it and showing the rows
      // refuses them for ever. Only another generation can bring them, and only alone.
      verification.distrustCoverage(rows.range());
      patiently(intent.chunkId(), () -> tables.withdraw(rows));
      verification.abandon(intent, manifest, trouble);
      return Optional.empty();
    }
    faults.reached(FaultPoint.PROVEN);
    Map<Series, Map<Long, String>> rejected =
        proof.rejected() == 0 ? Map.of() : patiently(intent.chunkId(), () -> tables.rejected(rows));
    Landed landed = verification.verify(intent, manifest, proof, rejected);
    faults.reached(FaultPoint.VERIFIED);
    return Optional.of(landed);
  }

  private <T> T patiently(String what, Supplier<T> question) throws InterruptedException {
    try {
      return patience.ask(what, question);
    } catch (ClickHouseException e) {
      throw new LandingException("%s: %s".formatted(what, e.getMessage()), e);
    }
  }
}
