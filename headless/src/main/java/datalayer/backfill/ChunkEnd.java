package datalayer.backfill;

import datalayer.backfill.LaneHosts.LaneName;
import datalayer.landing.Landed;
import datalayer.landing.LandingException;
import datalayer.ledger.Fence;
import datalayer.ledger.RunRecord;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a chunk that a lane has worked: it is verified, it failed, or it is open again
 * because the fault was neither its own nor the venue's. Each answer says whether the lane goes on:
 * not when it was given to somebody else, nor when its run paused.
 */
final class ChunkEnd {

  private static final Logger LOG = LoggerFactory.getLogger(ChunkEnd.class);

  /** Claims of a chunk, of which each may meet a disk that is full for a moment. */
  private static final int ATTEMPTS_TO_KEEP = 10;

  private final LaneName lane;
  private final LaneTools tools;
  private final Patient patient;

  ChunkEnd(LaneName lane, LaneTools tools) {
    this.lane = lane;
    this.tools = tools;
    this.patient = tools.patient();
  }

  /** What the sources gave is landed. Where they complained, it is done only when it is whole. */
  boolean landed(
      Fence fence, RunLog.Taken taken, ChunkFetch fetch, Landed landed, List<String> keys)
      throws InterruptedException {
    boolean whole = landed.missing() == 0;
    return finish(
        fence,
        taken,
        new RunRecord.Finish(
            (fetch.complaints().isEmpty() || whole ? ChunkState.VERIFIED : ChunkState.FAILED)
                .label(),
            fetch.files(),
            fetch.sha256(),
            landed.rows(),
            fetch.bytes(),
            landed.missing()),
        keys,
        outcome(landed, fetch.complaints()));
  }

  /** The landing gave up. */
  boolean notLanded(Fence fence, RunLog.Taken taken, LandingException e)
      throws InterruptedException {
    return switch (e.trouble()) {
      case FENCED -> {
        LOG.atInfo().addKeyValue("lane", lane).log(e.getMessage());
        yield false;
      }
      case NO_ROOM -> {
        pauseForWantOfRoom(String.valueOf(e.getMessage()));
        handBack(fence, String.valueOf(e.getMessage()));
        yield false;
      }
      case AWAY, REFUSED -> failed(fence, taken, String.valueOf(e.getMessage()));
    };
  }

  /**
   * What came could not be written to our own disk: neither the venue nor the chunk is at fault.
   */
  boolean notKept(Fence fence, RunLog.Taken taken, UncheckedIOException e)
      throws InterruptedException {
    String reason =
        "%s: %s".formatted(e.getMessage(), Objects.requireNonNull(e.getCause()).getMessage());
    Optional<String> noRoom = tools.landing().spoolTrouble();
    if (noRoom.isPresent()) {
      pauseForWantOfRoom(noRoom.get());
      handBack(fence, reason);
      return false;
    }
    // There is room again, or it was something else.
    return taken.claim().attempt() < ATTEMPTS_TO_KEEP
        ? handBack(fence, reason)
        : failed(fence, taken, reason);
  }

  /** An error of ours. */
  boolean unexpected(Fence fence, RunLog.Taken taken, RuntimeException e)
      throws InterruptedException {
    LOG.atError()
        .addKeyValue("run", lane.run())
        .addKeyValue("chunk", taken.ordinal())
        .setCause(e)
        .log("chunk failed");
    return failed(fence, taken, "unexpected: " + e);
  }

  boolean failed(Fence fence, RunLog.Taken taken, String reason) throws InterruptedException {
    return finish(
        fence,
        taken,
        new RunRecord.Finish(ChunkState.FAILED.label(), null, null, 0, 0, taken.claim().bars()),
        List.of(),
        reason);
  }

  /** The chunk is open again. */
  boolean handBack(Fence fence, String reason) throws InterruptedException {
    patient.durably(() -> {
      tools.log().handBack(fence, reason);
      return true;
    });
    return true;
  }

  /** The run waits until there is room for what it brings. */
  void pauseForWantOfRoom(String trouble) throws InterruptedException {
    String reason =
        trouble
            + ". Backfills paused themselves; nothing is lost. Free space or move the data folder;"
            + " they go on by themselves.";
    LOG.atWarn().addKeyValue("run", lane.run()).log(reason);
    patient.durably(() -> tools.log().pauseForWantOfRoom(lane.run(), reason));
  }

  private boolean finish(
      Fence fence, RunLog.Taken taken, RunRecord.Finish end, List<String> keys, String outcome)
      throws InterruptedException {
    boolean ours =
        patient.durably(() -> tools.log().finish(fence, taken.ordinal(), end, keys, outcome));
    if (!ours) {
      LOG.atInfo().addKeyValue("lane", lane).log("somebody else works the lane by now");
    }
    return ours;
  }

  private static String outcome(Landed landed, List<String> complaints) {
    StringBuilder text =
        new StringBuilder(
            count(
                landed.rows() == 1 ? "row landed and verified" : "rows landed and verified",
                landed.rows()));
    append(text, "confirmed", landed.confirmed());
    append(text, "amended", landed.amended());
    append(text, "rejected", landed.rejected());
    append(text, "missing", landed.missing());
    complaints.forEach(complaint -> text.append(" · ").append(complaint));
    return text.toString();
  }

  private static void append(StringBuilder text, String what, long count) {
    if (count > 0) {
      text.append(" · ").append(count(what, count));
    }
  }

  private static String count(String what, long count) {
    return String.format(Locale.ROOT, "%,d %s", count, what);
  }
}
