package datalayer.backfill;

import datalayer.backfill.InFlight.TakenBackException;
import datalayer.backfill.LaneHosts.LaneName;
import datalayer.backfill.Plan.PlannedChunk;
import datalayer.landing.Delivery;
import datalayer.landing.FaultPoint;
import datalayer.landing.Landed;
import datalayer.landing.LandingException;
import datalayer.landing.LandingException.Trouble;
import datalayer.ledger.Fence;
import datalayer.ledger.LedgerException;
import datalayer.ledger.RunRecord;
import datalayer.venue.RequestPriority;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of a lane: takes the next open chunk, fetches it, lands it, until none is left or others
 * should have their turn. It waits for databases that are away and never throws: a turn that ends
 * by an exception would not be given again.
 */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final int ATTEMPTS = 3;

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /** A venue that asks for at least so much patience is waited for as often as it asks. */
  private static final Duration LONG_STOP = Duration.ofMinutes(1);

  /** After this time the lanes of other runs may have the thread. */
  private static final Duration SLICE = Duration.ofSeconds(3);

  private static final Duration AWAY_PAUSE = Duration.ofSeconds(5);

  private final LaneName name;
  private final LaneTools tools;
  private final Patient patient;
  private final ChunkEnd end;

  Lane(LaneName name, LaneTools tools) {
    this.name = name;
    this.tools = tools;
    this.patient = tools.patient();
    this.end = new ChunkEnd(name, tools);
  }

  /** Returns whether the lane wants another turn. */
  boolean turn() {
    try {
      return work();
    } catch (InterruptedException e) {
      return true;
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("lane", name).setCause(e).log("a lane's turn failed");
      return false;
    } finally {
      tools.changed().run();
    }
  }

  private boolean work() throws InterruptedException {
    RunLog.Begun begun = patient.durably(() -> tools.log().begin(name));
    Fence fence = begun.fence();
    RunState state = RunState.parse(begun.run().state());
    if (state != RunState.WAITING && state != RunState.RUNNING) {
      return false;
    }
    if (!tools.admission().admits(name.run())) {
      return leave(fence);
    }
    Optional<String> noRoom = tools.landing().spoolTrouble();
    if (noRoom.isPresent()) {
      end.pauseForWantOfRoom(noRoom.get());
      return false;
    }
    if (!begun.run().announced() && !announce(fence, begun.run())) {
      return false;
    }
    long until = System.nanoTime() + SLICE.toNanos();
    do {
      if (patient.isStopping()) {
        return true;
      }
      RunLog.Claimed claimed = patient.durably(() -> tools.log().claim(fence));
      switch (claimed) {
        case RunLog.Nothing nothing -> {
          LOG.atDebug().addKeyValue("lane", name).log(nothing.why());
          return false;
        }
        case RunLog.Taken taken -> {
          if (!work(fence, begun.run(), taken)) {
            return patient.isStopping();
          }
        }
      }
    } while (System.nanoTime() < until);
    return true;
  }

  /** The run is not worked here, or not yet; the supervisor gives its lanes a turn when it is. */
  private boolean leave(Fence fence) throws InterruptedException {
    Admission admission = tools.admission();
    if (admission.isOurs(name.run())) {
      patient.durably(() -> {
        tools.log().waits(fence, admission.reason());
        return true;
      });
    }
    return false;
  }

  /** Writes the run's snapshot record, as often as it takes. */
  private boolean announce(Fence fence, RunRecord run) throws InterruptedException {
    BackfillRequest request = RequestJson.read(run.request());
    while (true) {
      try {
        tools
            .landing()
            .announce(
                UUID.fromString(run.snapshotId()),
                run.id(),
                request.range(),
                request.instruments(),
                request.timeframes(),
                Instant.ofEpochMilli(run.startedAt()),
                request.title());
        return patient.durably(() -> tools.log().announced(fence));
      } catch (LandingException e) {
        if (e.trouble() != Trouble.AWAY) {
          throw e;
        }
        patient.durably(() -> {
          tools.log().waits(fence, away(e));
          return true;
        });
        patient.pause(AWAY_PAUSE);
      }
    }
  }

  /** Returns whether the lane goes on: not when it was given to somebody else. */
  private boolean work(Fence fence, RunRecord run, RunLog.Taken taken) throws InterruptedException {
    InFlight flight = tools.takeOff(name);
    tools.changed().run();
    try {
      PlannedChunk chunk = PlanJson.read(taken.claim().plan(), PlannedChunk.class);
      ChunkFetch fetch =
          new ChunkFetch(chunk, tools.sources(), RequestPriority.BACKFILL, tools.clock());
      fetch(fence, taken, fetch, flight);
      tools.faults().reached(FaultPoint.FETCHED);
      Landed landed = Landed.NOTHING;
      List<String> keys = new ArrayList<>();
      for (Delivery delivery : fetch.deliveries(UUID.fromString(run.snapshotId()), run.id())) {
        keys.add(delivery.key().toString());
        landed = landed.plus(land(fence, taken, delivery, flight));
      }
      return end.landed(fence, taken, fetch, landed, keys);
    } catch (TakenBackException e) {
      return end.handBack(fence, String.valueOf(e.getMessage()));
    } catch (LandingException e) {
      return end.notLanded(fence, taken, e);
    } catch (LedgerException e) {
      return e.isPassing()
          ? end.handBack(fence, String.valueOf(e.getMessage()))
          : end.failed(fence, taken, String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      return end.notKept(fence, taken, e);
    } catch (RuntimeException e) {
      return end.unexpected(fence, taken, e);
    } finally {
      tools.landed(name);
      tools.changed().run();
    }
  }

  private void fetch(Fence fence, RunLog.Taken taken, ChunkFetch fetch, InFlight flight)
      throws InterruptedException, TakenBackException {
    fetchOnce(fetch, flight);
    int attempt = 1;
    while (attempt < ATTEMPTS && fetch.isWorthRepeating()) {
      Duration asked = fetch.retryAfter();
      Duration pause = pause(asked, attempt);
      // A venue that says when has not failed, and giving up would not make it sooner.
      if (asked == null || asked.compareTo(LONG_STOP) < 0) {
        attempt++;
      }
      String reason = "%s · waited %d s".formatted(fetch.unavailable(), pause.toSeconds());
      Instant until = tools.clock().instant().plus(pause);
      patient.durably(() -> {
        tools.log().attemptFailed(fence, taken.ordinal(), reason, until);
        return true;
      });
      tools.changed().run();
      flight.pause(pause);
      patient.durably(() -> {
        tools.log().attemptBegins(fence, taken.ordinal());
        return true;
      });
      fetchOnce(fetch, flight);
    }
  }

  private void fetchOnce(ChunkFetch fetch, InFlight flight)
      throws InterruptedException, TakenBackException {
    flight.startFetching();
    try {
      tools.downloads().acquire();
      try {
        fetch.run();
      } finally {
        tools.downloads().release();
      }
    } catch (InterruptedException e) {
      flight.leaveIfTaken();
      throw e;
    } finally {
      flight.stopFetching();
    }
  }

  private static Duration pause(@Nullable Duration asked, int attempt) {
    Duration pause = asked == null ? PAUSE.multipliedBy(1L << attempt) : asked;
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Lands a delivery, however long a database is away. */
  private Landed land(Fence fence, RunLog.Taken taken, Delivery delivery, InFlight flight)
      throws InterruptedException, TakenBackException {
    String told = "";
    while (true) {
      flight.leaveIfTaken();
      String reason;
      try {
        return tools.landing().land(delivery, fence);
      } catch (LandingException e) {
        if (e.trouble() != Trouble.AWAY) {
          throw e;
        }
        reason = away(e);
      } catch (LedgerException e) {
        if (!e.isPassing()) {
          throw e;
        }
        reason = String.valueOf(e.getMessage());
      }
      LOG.atInfo().addKeyValue("lane", name).log(reason);
      if (!reason.equals(told)) {
        String news = reason;
        Instant until = tools.clock().instant().plus(AWAY_PAUSE);
        patient.durably(() -> {
          tools.log().waits(fence, taken.ordinal(), news, until);
          return true;
        });
        tools.changed().run();
        told = reason;
      }
      flight.pause(AWAY_PAUSE);
    }
  }

  private static String away(LandingException e) {
    return "ClickHouse does not answer. Landed bars are safe on disk and wait here. Retrying every %d s. (%s)"
        .formatted(AWAY_PAUSE.toSeconds(), e.getMessage());
  }
}
