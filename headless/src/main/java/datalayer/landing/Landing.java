package datalayer.landing;

import datalayer.landing.Sealer.SealedPart;
import datalayer.ledger.Intent;
import datalayer.ledger.Ledger;
import datalayer.market.Series;
import datalayer.store.BarRows;
import datalayer.store.BarTables;
import datalayer.store.ClickHouseException;
import datalayer.store.LayerProof;
import datalayer.store.ReferenceTables;
import datalayer.store.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
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
  private static final String TABLE = "landing_bars";
  private static final String SCHEMA_VERSION = "1";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final BarTables tables;
  private final ReferenceTables references;
  private final Ledger ledger;
  private final Spool spool;
  private final InstantSource clock;
  private final FaultPoint.Observer faults;
  private final Duration patience;
  private final Sealer sealer;
  private final Verification verification;
  private final ReadWriteLock counting = new ReentrantReadWriteLock(true);

  /**
   * @param patience how long a chunk waits for a ClickHouse that does not answer
   */
  public Landing(
      BarTables tables,
      ReferenceTables references,
      Ledger ledger,
      Spool spool,
      InstantSource clock,
      FaultPoint.Observer faults,
      Duration patience) {
    this.tables = tables;
    this.references = references;
    this.ledger = ledger;
    this.spool = spool;
    this.clock = clock;
    this.faults = faults;
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
      patiently(
          delivery.key().toString(),
          () -> {
            references.register(
                delivery.parts().stream().map(p -> p.series().instrument()).toList());
            return true;
          });
      List<SealedPart> sealed =
          patiently(
              delivery.key().toString(),
              () -> delivery.parts().stream().map(sealer::seal).toList());
      if (sealed.stream().allMatch(SealedPart::writesNothing)) {
        return verification.confirm(sealed);
      }
      Promise promise = promise(delivery, sealed);
      return deliver(promise);
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
      LOG.atInfo().addKeyValue("chunk", intent.chunkId()).log("open intent is sent again");
      Manifest manifest = Manifest.parse(intent.manifest());
      try {
        byte[] bytes = spool.read(intent.token());
        if (!sha256(bytes).equals(intent.sha256())) {
          verification.abandon(intent, manifest, "its spooled bytes were damaged");
          continue;
        }
        deliver(new Promise(intent, manifest, bytes));
      } catch (NoSuchFileException e) {
        verification.abandon(intent, manifest, "its spooled bytes are gone");
      }
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

  private record Promise(Intent intent, Manifest manifest, byte[] bytes) {}

  private Promise promise(Delivery delivery, List<SealedPart> sealed) {
    ChunkKey key = delivery.key();
    record Numbers(int generation, Version version) {}
    Numbers numbers =
        ledger.transaction(tx ->
            new Numbers(
                tx.intents().nextGeneration(key.toString()),
                new Version(0, delivery.source(), tx.next("version"))));
    String chunkId = key.id(numbers.generation());
    byte[] bytes = encode(delivery, sealed, chunkId, numbers.version());
    String hash = sha256(bytes);
    String token = token(chunkId, hash);
    faults.reached(FaultPoint.SEALED);
    spool.keep(token, bytes);
    faults.reached(FaultPoint.SPOOLED);
    Manifest manifest =
        new Manifest(
            key.range().from().toEpochMilli(),
            key.range().to().toEpochMilli(),
            numbers.version().value(),
            chunkId,
            sealed.stream().map(s -> s.manifest(chunkId, numbers.version())).toList());
    Intent intent =
        new Intent(
            token,
            key.toString(),
            numbers.generation(),
            chunkId,
            delivery.runId(),
            numbers.version().value(),
            sealed.stream().mapToLong(s -> s.bars().size() + s.unreadable().size()).sum(),
            bytes.length,
            hash,
            manifest.toJson());
    ledger.transaction(tx -> {
      tx.intents().open(intent);
      return true;
    });
    faults.reached(FaultPoint.PROMISED);
    return new Promise(intent, manifest, bytes);
  }

  private byte[] encode(
      Delivery delivery, List<SealedPart> sealed, String chunkId, Version version) {
    int expected = sealed.stream().mapToInt(s -> s.bars().size() + s.unreadable().size()).sum();
    BarRows rows =
        new BarRows(
            expected, delivery.source(), delivery.snapshot(), chunkId, version, clock.millis());
    for (SealedPart part : sealed) {
      rows.series(part.part().series());
      part.bars().forEach(rows::bar);
      long unfiled = delivery.key().range().from().toEpochMilli();
      part.unreadable()
          .forEach(row ->
              rows.unreadable(
                  delivery.key().range().contains(row.openTime()) ? row.openTime() : unfiled,
                  row.raw(),
                  row.fault()));
    }
    return rows.toBytes();
  }

  private Landed deliver(Promise promise) throws InterruptedException {
    Intent intent = promise.intent();
    LayerProof proof =
        patiently(
            intent.chunkId(),
            () -> {
              tables.insert(promise.bytes(), intent.token());
              faults.reached(FaultPoint.INSERTED);
              return tables.prove(promise.manifest().rows());
            });
    List<String> troubles = proof.troubles(intent.rows());
    if (!troubles.isEmpty()) {
      // The token is used up: only another generation can bring these rows.
      verification.abandon(intent, promise.manifest(), String.join("; ", troubles));
      spool.remove(intent.token());
      throw new LandingException(
          "%s was inserted and cannot be proven: %s; run the backfill again, it will seal a new generation"
              .formatted(intent.chunkId(), String.join("; ", troubles)));
    }
    faults.reached(FaultPoint.PROVEN);
    Map<Series, Map<Long, String>> rejected =
        proof.rejected() == 0
            ? Map.of()
            : patiently(intent.chunkId(), () -> tables.rejected(promise.manifest().rows()));
    Landed landed = verification.verify(intent, promise.manifest(), proof, rejected);
    faults.reached(FaultPoint.VERIFIED);
    spool.remove(intent.token());
    return landed;
  }

  /** Asks ClickHouse, and asks again while it is away. */
  private <T> T patiently(String what, Supplier<T> question) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return question.get();
      } catch (ClickHouseException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while waiting for ClickHouse");
        }
        if (!e.isPassing() || System.nanoTime() > deadline) {
          throw new LandingException("%s: %s".formatted(what, e.getMessage()), e);
        }
        LOG.atInfo()
            .addKeyValue("chunk", what)
            .addKeyValue("again_in_ms", pause.toMillis())
            .log(e.getMessage());
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  private static String token(String chunkId, String contentHash) {
    String text = String.join("\n", TABLE, SCHEMA_VERSION, chunkId, contentHash);
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
