package datalayer.landing;

import datalayer.landing.Sealer.SealedPart;
import datalayer.ledger.Fence;
import datalayer.ledger.Intent;
import datalayer.ledger.Ledger;
import datalayer.ledger.LedgerException;
import datalayer.ledger.Transaction;
import datalayer.market.Series;
import datalayer.store.BarRows;
import datalayer.store.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was promised and the exact bytes it is kept with: first in the spool, then in the ledger, so
 * that whoever finds a promise finds its bytes. Safe for use by many threads.
 */
final class Promises {

  private static final String TABLE = "landing_bars";
  private static final String SCHEMA_VERSION = "1";

  private final Ledger ledger;
  private final Spool spool;
  private final String node;
  private final InstantSource clock;
  private final FaultPoint.Observer faults;

  /** Tokens that a thread of this process is at work on. */
  private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

  Promises(
      Ledger ledger, Spool spool, String node, InstantSource clock, FaultPoint.Observer faults) {
    this.ledger = ledger;
    this.spool = spool;
    this.node = node;
    this.clock = clock;
    this.faults = faults;
  }

  /** What became of a promise's bytes. */
  sealed interface Recalled {}

  /** They are as they were sealed. */
  record Kept(Intent intent, Manifest manifest, byte[] bytes) implements Recalled {}

  /** They cannot be sent. */
  record Lost(Manifest manifest, String reason) implements Recalled {}

  /** Reads an open promise and its bytes. */
  Recalled recall(Intent intent) {
    Manifest manifest = Manifest.parse(intent.manifest());
    try {
      byte[] bytes = spool.read(intent.token());
      return sha256(bytes).equals(intent.sha256())
          ? new Kept(intent, manifest, bytes)
          : new Lost(manifest, "its spooled bytes were damaged");
    } catch (NoSuchFileException e) {
      return new Lost(manifest, "its spooled bytes are gone");
    }
  }

  boolean isInFlight(String token) {
    return inFlight.contains(token);
  }

  /** Says that no thread of this process works on a promise any more. */
  void letGo(String token) {
    inFlight.remove(token);
  }

  /**
   * Keeps the bytes of a delivery on disk and writes down that they will be in ClickHouse. The
   * promise is in flight until it is let go.
   *
   * @param made how many promises there were about these bars when they were sealed
   * @return nothing when somebody made another one since: what was sealed is out of date
   * @throws LandingException when the fence has fallen
   */
  Optional<Kept> make(Delivery delivery, List<SealedPart> sealed, Fence fence, long made) {
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
            manifest.toJson(),
            node,
            fence);
    if (!promise(intent, delivery, made)) {
      return Optional.empty();
    }
    Kept promise = new Kept(intent, manifest, bytes);
    try {
      faults.reached(FaultPoint.PROMISED);
      return Optional.of(promise);
    } catch (RuntimeException e) {
      letGo(token);
      throw e;
    }
  }

  /** Writes a promise down where it still may be made. */
  private boolean promise(Intent intent, Delivery delivery, long made) {
    // Before anybody can see it: whoever finds a promise of ours that is not in flight sends it.
    inFlight.add(intent.token());
    boolean promised = false;
    try {
      promised =
          ledger.transaction(tx -> {
            if (!isUpToDate(tx, delivery, intent.fence(), made)) {
              return false;
            }
            tx.intents().open(intent, delivery.extents());
            return true;
          });
      return promised;
    } finally {
      if (!promised) {
        letGo(intent.token());
        forget(intent.token());
      }
    }
  }

  /**
   * Whether nobody promised anything about the bars of a delivery since they were sealed; nobody
   * does before the transaction ends.
   */
  static boolean isUpToDate(Transaction tx, Delivery delivery, Fence fence, long made)
      throws SQLException {
    if (!fence.holds(tx)) {
      throw new LandingException(
          LandingException.Trouble.FENCED, delivery.key() + " was given to somebody else");
    }
    for (Series series :
        delivery.extents().keySet().stream()
            .sorted(Comparator.comparing(Series::toString))
            .toList()) {
      tx.coverage().lock(series);
    }
    return tx.intents().made(delivery.extents()) == made;
  }

  /** The commit may have got through although its answer did not: then the bytes are needed. */
  private void forget(String token) {
    try {
      if (!ledger.<Boolean>transaction(tx -> tx.intents().isOpen(token))) {
        spool.remove(token);
      }
    } catch (LedgerException e) {
      // They stay until the next start.
    }
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
