package datalayer.schedule;

import datalayer.backfill.LaneHosts;
import datalayer.ledger.Ledger;
import datalayer.ledger.LedgerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each lane is a durable Quartz job with one trigger of its own, kept in the operations database. A
 * turn that ends is followed by the next one by setting that trigger again; a turn that a dead node
 * was at is recovered on another. Several triggers of one job do not keep to one at a time in a
 * cluster, so there is never a second one.
 */
public final class QuartzLanes implements LaneHosts {

  private static final Logger LOG = LoggerFactory.getLogger(QuartzLanes.class);
  private static final String NAME = "lanes";
  private static final AtomicLong POOLS = new AtomicLong();
  private static final long RETRY_MILLIS = 500;
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  /**
   * Few threads on each node of a cluster, or the first one to look would take every lane; many
   * where there is one node, because lanes mostly wait for the network.
   */
  private static final int SHARED_THREADS = 4;

  private static final int LONELY_THREADS = 16;

  private final Ledger ledger;
  private final Scheduler scheduler;
  private final Phaser turns = new Phaser(1);
  private volatile @Nullable Turn turn;

  /**
   * @param node the same one at every start, and of no other process
   */
  public QuartzLanes(Ledger ledger, String node) {
    this.ledger = ledger;
    this.scheduler = scheduler(ledger, node);
  }

  @Override
  public void open(Turn work) {
    turn = work;
    try {
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("lanes cannot be given turns: " + e.getMessage(), e);
    }
  }

  @Override
  public void trigger(List<LaneName> lanes) {
    for (LaneName lane : lanes) {
      try {
        set(lane);
      } catch (SchedulerException | LedgerException e) {
        // The supervisor finds the lane without a turn.
        LOG.atWarn().addKeyValue("lane", lane).setCause(e).log("a lane could not be triggered");
      }
    }
  }

  @Override
  public List<LaneName> idle(List<LaneName> lanes) {
    List<LaneName> idle = new ArrayList<>();
    try {
      for (LaneName lane : lanes) {
        if (scheduler.getTriggersOfJob(key(lane)).stream().noneMatch(this::isAlive)) {
          idle.add(lane);
        }
      }
    } catch (SchedulerException e) {
      LOG.atInfo().setCause(e).log("triggers cannot be read");
      return List.of();
    }
    return idle;
  }

  @Override
  public void forget(List<LaneName> lanes) {
    try {
      scheduler.deleteJobs(lanes.stream().map(QuartzLanes::key).toList());
    } catch (SchedulerException e) {
      LOG.atInfo().setCause(e).log("jobs of lanes that are over stay for now");
    }
  }

  @Override
  public void close() {
    try {
      // Lanes that end a turn now still set their triggers, for whoever comes next.
      scheduler.standby();
      turns.arriveAndAwaitAdvance();
    } catch (SchedulerException e) {
      LOG.atWarn().setCause(e).log("the scheduler of the lanes could not be halted");
    }
    // Bounded: Quartz keeps trying where its database is away.
    Thread ending = Thread.ofPlatform().name("lanes-end").daemon().start(this::shutDown);
    try {
      ending.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void shutDown() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      LOG.atWarn().setCause(e).log("the scheduler of the lanes could not be shut down");
    }
  }

  private void give(JobKey key) {
    turns.register();
    try {
      LaneName lane = new LaneName(key.getGroup(), Integer.parseInt(key.getName()));
      Turn work = turn;
      if (work != null && work.take(lane)) {
        again(lane);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("lane", key).setCause(e).log("a turn ended badly");
    } finally {
      turns.arriveAndDeregister();
    }
  }

  /** Without its trigger the lane would rest until the supervisor finds it. */
  private void again(LaneName lane) throws InterruptedException {
    for (int attempt = 0; attempt < 10; attempt++) {
      try {
        set(lane);
        return;
      } catch (SchedulerException | LedgerException e) {
        LOG.atInfo().addKeyValue("lane", lane).setCause(e).log("a trigger could not be set");
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  /** The one trigger of a lane; where it is set already, its ticket is the later one. */
  private void set(LaneName lane) throws SchedulerException {
    long ticket = ledger.transaction(tx -> tx.next("ticket"));
    scheduler.scheduleJob(job(lane), Set.of(trigger(lane, ticket)), true);
  }

  private boolean isAlive(Trigger found) {
    try {
      return scheduler.getTriggerState(found.getKey()) != Trigger.TriggerState.ERROR;
    } catch (SchedulerException e) {
      return true;
    }
  }

  private static JobDetail job(LaneName lane) {
    return JobBuilder.newJob(LaneJob.class)
        .withIdentity(key(lane))
        .storeDurably()
        .requestRecovery()
        .build();
  }

  /** Its time is a ticket in 1970: always due, in the order given, whatever the clocks say. */
  @SuppressWarnings("JavaUtilDate") // Quartz takes no other
  private static Trigger trigger(LaneName lane, long ticket) {
    return TriggerBuilder.newTrigger()
        .withIdentity(new TriggerKey(String.valueOf(lane.lane()), lane.run()))
        .forJob(key(lane))
        .startAt(new Date(ticket))
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires())
        .build();
  }

  private static JobKey key(LaneName lane) {
    return new JobKey(String.valueOf(lane.lane()), lane.run());
  }

  private Scheduler scheduler(Ledger over, String node) {
    String pool = NAME + "-" + POOLS.incrementAndGet();
    DBConnectionManager.getInstance().addConnectionProvider(pool, new LedgerConnections(over));
    // Quartz keeps one scheduler of a name in a process; we may be there twice.
    synchronized (QuartzLanes.class) {
      try {
        Scheduler made =
            new StdSchedulerFactory(properties(over.isShared(), node, pool)).getScheduler();
        SchedulerRepository.getInstance().remove(NAME);
        made.setJobFactory((bundle, scheduler) -> new LaneJob(this::give));
        return made;
      } catch (SchedulerException e) {
        throw new IllegalStateException("the lanes have no scheduler: " + e.getMessage(), e);
      }
    }
  }

  private static Properties properties(boolean shared, String node, String pool) {
    Properties p = new Properties();
    p.setProperty("org.quartz.scheduler.instanceName", NAME);
    p.setProperty("org.quartz.scheduler.instanceId", node);
    p.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    p.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
    p.setProperty("org.quartz.scheduler.dbFailureRetryInterval", "2000");
    p.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "1");
    p.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    p.setProperty(
        "org.quartz.threadPool.threadCount",
        String.valueOf(shared ? SHARED_THREADS : LONELY_THREADS));
    p.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    p.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
    // Reads bytes from columns of bytes, which is what both databases have.
    p.setProperty("org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
    p.setProperty("org.quartz.jobStore.useProperties", "true");
    p.setProperty("org.quartz.jobStore.tablePrefix", "QRTZ_");
    p.setProperty("org.quartz.jobStore.dbRetryInterval", "500");
    p.setProperty("org.quartz.jobStore.misfireThreshold", "60000");
    p.setProperty("org.quartz.jobStore.dataSource", pool);
    p.setProperty("org.quartz.jobStore.isClustered", String.valueOf(shared));
    p.setProperty("org.quartz.jobStore.clusterCheckinInterval", "2000");
    return p;
  }
}
