package datalayer.landing;

import datalayer.landing.LandingException.Trouble;
import datalayer.landing.Sealer.SealedPart;
import datalayer.ledger.Fence;
import datalayer.ledger.Intent;
import datalayer.ledger.Ledger;
import datalayer.market.Instrument;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.store.BarTables;
import datalayer.store.ClickHouseException;
import datalayer.store.Patience;
import datalayer.store.ReferenceTables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The one door for new data. {@link #land} returns when every layer of ClickHouse was seen to hold
 * the delivery and the ledger says so. A process that dies at any moment in between leaves an open
 * promise with its bytes in the spool; {@link #recover} sends exactly those bytes again, under the
 * same token, so nothing is lost and nothing is there twice. Where another node takes the work
 * over, it settles the promise by what ClickHouse shows; decision 4 says how, and what becomes of a
 * process that wakes up late.
 *
 * <p>While ClickHouse does not answer, the call waits and repeats, as long as its patience lasts;
 * then it fails and the promise stays open. Safe for use by many threads.
 */
public final class Landing {

  private static final int GENERATIONS = 3;

  private final ReferenceTables references;
  private final Ledger ledger;
  private final Spool spool;
  private final String node;
  private final Promises promises;
  private final Patience patience;
  private final Sealer sealer;
  private final Verification verification;
  private final Keeping keeping;
  private final Way way;
  private final ReadWriteLock counting = new ReentrantReadWriteLock(true);

  /**
   * @param node whose spool this is
   * @param parallelInserts how many chunks may be inserted at once
   * @param patience how long a chunk waits for a ClickHouse that does not answer
   */
  public Landing(
      BarTables tables,
      ReferenceTables references,
      Ledger ledger,
      Spool spool,
      String node,
      InstantSource clock,
      FaultPoint.Observer faults,
      int parallelInserts,
      Patience patience) {
    this.references = references;
    this.ledger = ledger;
    this.spool = spool;
    this.node = node;
    this.patience = patience;
    this.sealer = new Sealer(tables);
    this.verification = new Verification(ledger);
    this.promises = new Promises(ledger, spool, node, clock, faults);
    this.keeping =
        new Keeping(
            tables, ledger, spool, promises, verification, faults, parallelInserts, patience);
    this.way = new Way(ledger, tables, node, keeping, verification, patience);
  }

  /**
   * Writes down in ClickHouse that a run begins whose deliveries follow. The same may be written
   * down again: it is there once.
   *
   * @param snapshot of every row that the run brings
   * @throws LandingException when ClickHouse refused it, or did not answer as long as the patience
   *     lasted
   */
  public void announce(
      UUID snapshot,
      String run,
      TimeRange range,
      List<Instrument> instruments,
      List<Timeframe> timeframes,
      Instant startedAt,
      String title)
      throws InterruptedException {
    patiently(
        patience,
        run,
        () -> {
          references.register(instruments);
          references.snapshot(snapshot, run, range, instruments, timeframes, startedAt, title);
          return true;
        });
  }

  /** Brings a delivery that nobody else can be given. */
  public Landed land(Delivery delivery) throws InterruptedException {
    return land(delivery, Fence.NONE);
  }

  /**
   * Brings a delivery to ClickHouse.
   *
   * @param fence under which the delivery was fetched; once it has fallen nothing more is promised
   * @throws LandingException when it cannot be kept on disk, ClickHouse refused it or did not
   *     answer as long as the patience lasted, or the fence has fallen
   */
  public Landed land(Delivery delivery, Fence fence) throws InterruptedException {
    Lock landing = counting.readLock();
    landing.lockInterruptibly();
    try {
      String what = delivery.key().toString();
      patiently(patience, what, () -> register(delivery));
      int generation = 0;
      while (generation < GENERATIONS) {
        Way.Clear clear = way.clear(delivery);
        List<SealedPart> sealed =
            patiently(
                patience,
                what,
                () ->
                    delivery.parts().stream()
                        .map(part -> sealer.seal(part, clear.unproven()))
                        .toList());
        Optional<Landed> landed = Optional.empty();
        if (sealed.stream().allMatch(SealedPart::writesNothing)) {
          landed = verification.confirm(delivery, sealed, fence, clear.made());
        } else {
          Optional<Promises.Kept> promise = promises.make(delivery, sealed, fence, clear.made());
          if (promise.isPresent()) {
            landed = keeping.keep(promise.get());
            generation++;
          }
        }
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
   * Closes every promise that an earlier process of this node left open. Call it before anything
   * lands.
   *
   * @return how many chunks were sent again
   */
  public int recover() throws InterruptedException {
    List<Intent> open = mine(ledger.transaction(tx -> tx.intents().allOpen()));
    for (Intent intent : open) {
      keeping.resend(intent);
    }
    way.sweep();
    spool.removeAllBut(
        mine(ledger.transaction(tx -> tx.intents().allOpen())).stream()
            .map(Intent::token)
            .collect(Collectors.toSet()));
    return open.size();
  }

  /**
   * Takes back what came late of promises that another node had to give up. Call it now and then
   * where several nodes share the work.
   *
   * @return how many chunks were taken back
   */
  public int sweep() throws InterruptedException {
    Lock landing = counting.readLock();
    landing.lockInterruptibly();
    try {
      return way.sweep();
    } finally {
      landing.unlock();
    }
  }

  /** Why nothing can be kept in the spool, for people; empty while all is well. */
  public Optional<String> spoolTrouble() {
    return spool.trouble();
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

  private List<Intent> mine(List<Intent> intents) {
    return intents.stream().filter(intent -> Way.isOf(node, intent)).toList();
  }

  private boolean register(Delivery delivery) {
    references.register(delivery.parts().stream().map(p -> p.series().instrument()).toList());
    return true;
  }

  static <T> T patiently(Patience patience, String what, Supplier<T> question)
      throws InterruptedException {
    try {
      return patience.ask(what, question);
    } catch (ClickHouseException e) {
      Trouble trouble =
          e.isPassing() ? Trouble.AWAY : e.isOutOfRoom() ? Trouble.NO_ROOM : Trouble.REFUSED;
      throw new LandingException(trouble, "%s: %s".formatted(what, e.getMessage()), e);
    }
  }
}
