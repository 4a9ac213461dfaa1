package datalayer.schedule;

import java.util.function.Consumer;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;

/** A turn of a lane. */
@DisallowConcurrentExecution
final class LaneJob implements Job {

  private final Consumer<JobKey> turn;

  LaneJob(Consumer<JobKey> turn) {
    this.turn = turn;
  }

  @Override
  public void execute(JobExecutionContext context) {
    turn.accept(context.getJobDetail().getKey());
  }
}
