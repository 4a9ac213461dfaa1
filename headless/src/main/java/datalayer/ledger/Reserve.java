package datalayer.ledger;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room that an H2 file has on a disk that others fill. H2 2.5.252 closes a store of which one
 * write failed, and a connection that was at work in it may then count its version back twice, so
 * that whoever asks for one ({@code MVStore.registerVersionUsage}) turns round for ever. So H2 must
 * not meet a full disk: new work is refused while the room ahead of the file is short, and a write
 * that finds no room all the same waits for it.
 */
final class Reserve {

  private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);

  /** The class of "resources are short" of the SQL standard; PostgreSQL's word for a full disk. */
  private static final String DISK_FULL = "53100";

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final String name;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile @Nullable ReservedFile file;
  private volatile boolean patient;
  private volatile boolean broken;

  /**
   * @param name of the file, as H2 names it
   */
  Reserve(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** The file as it is open now. */
  void of(ReservedFile opened) {
    file = opened;
  }

  /** From now on a write waits for room; before, it fails. */
  void beginWaiting() {
    patient = true;
  }

  /** The process ends: a write that finds no room fails, and with it the open database. */
  void endWaiting() {
    patient = false;
  }

  /** Whether a write failed at the end. Nobody may then use a connection of H2's, nor close it. */
  boolean isBroken() {
    return broken;
  }

  /**
   * Refuses new work while there is not room enough for what is under way.
   *
   * @throws SQLException saying where room is needed, of the class of short resources
   */
  void check() throws SQLException {
    ReservedFile open = file;
    if (broken || (patient && open != null && (waiting.get() > 0 || open.isShort()))) {
      throw new SQLException(
          "no room on the disk of %s; free some, and it goes on"
              .formatted(name.replaceFirst("^([a-z]{2,}:)*", "")),
          DISK_FULL);
    }
  }

  /** A write found no room and is going to {@link #rest}. */
  void begin(IOException failure) {
    if (waiting.incrementAndGet() == 1 && patient) {
      LOG.atWarn()
          .addKeyValue("file", name)
          .addKeyValue("reason", failure.getMessage())
          .log("the operations database waits for its disk");
    }
  }

  /**
   * Rests a moment before a write that failed is tried again.
   *
   * @throws IOException the failure itself, where nobody is to wait
   */
  void rest(IOException failure) throws IOException {
    if (!patient) {
      broken = true;
      throw failure;
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  /** The write was made, or given up. */
  void end() {
    if (waiting.decrementAndGet() == 0 && patient) {
      LOG.atInfo()
          .addKeyValue("file", name)
          .log("the operations database waits for its disk no longer");
    }
  }
}
