package datalayer.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.simulator.ArchiveServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A backfill in processes of its own that are killed, started again at once, and let finish. It
 * fails when a kill that was asked for did not strike while the work was under way.
 */
final class KillDrill {

  private static final int STARTS = 6;

  private final Class<?> program;
  private final Function<String, List<String>> arguments;
  private final List<ProcessHandle> engines = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private final long began = System.nanoTime();
  private boolean engineKilled;

  /**
   * @param program that says what {@link Progress} says
   * @param arguments of a start, from the {@link DueFault} that it is to meet
   */
  KillDrill(Class<?> program, Function<String, List<String>> arguments) {
    this.program = program;
    this.arguments = arguments;
  }

  /** A backfill of months of an archive. */
  static KillDrill ofMonths(Path data, ArchiveServer archive, List<SeriesMonth> months) {
    return new KillDrill(
        BackfillChild.class,
        fault -> {
          List<String> arguments =
              new ArrayList<>(
                  List.of(
                      data.toString(),
                      archive.archiveAddress().toString(),
                      archive.listingAddress().toString(),
                      fault));
          months.forEach(month -> arguments.add(month.toString()));
          return arguments;
        });
  }

  /** What the processes said, for a failure's message. */
  String story() {
    return String.join("\n", story);
  }

  /**
   * How many chunks were taken back and brought anew. That is right only after an engine was killed
   * between noting an insert and showing it, which is rare; otherwise it hides a repeated insert.
   */
  long givenUp() {
    return story.stream().flatMap(String::lines).filter(l -> l.contains("intent given up")).count();
  }

  /** Runs it without a kill. Returns how many milliseconds it took from start to end. */
  long undisturbed() throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (ChildProcess child = start(DueFault.NONE)) {
      finish(child);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** Kills at a named point, from inside, then brings it to its end. */
  void killedAt(DueFault fault) throws IOException, InterruptedException {
    try (ChildProcess child = start(fault.toString())) {
      int code = child.awaitEnd();
      story.add(child.said());
      assertThat(child.hasSaid(DueFault.FIRED + fault)).as("%s fired\n%s", fault, story()).isTrue();
      // An engine that goes while a further run is being planned fails that plan, and says so.
      boolean underAPlan = child.hasSaid(Progress.FAILED) && !child.hasSaid(Progress.STARTED);
      if (fault.victim() == Victim.ENGINE && !underAPlan) {
        assertThat(code).as("the run went on by itself\n%s", story()).isZero();
        return;
      }
      if (fault.victim() != Victim.ENGINE) {
        assertThat(code).as("killed, not ended\n%s", story()).isEqualTo(137);
      }
    }
    complete();
  }

  /**
   * Kills from outside, one after the other, then brings it to its end.
   *
   * @param typicalMillis that it takes undisturbed
   * @return whether every kill struck before the end of the work
   */
  boolean killed(List<Kill> kills, long typicalMillis) throws IOException, InterruptedException {
    ChildProcess child = start(DueFault.NONE);
    try {
      for (Kill kill : kills) {
        while (!strikes(kill, child, typicalMillis)) {
          if (!child.hasSaid(Progress.FAILED)) {
            return false;
          }
          child = again(child);
        }
        if (kill.victim().meansApplication()) {
          child = again(child);
        }
      }
      finishOrRestart(child);
      return true;
    } finally {
      child.close();
    }
  }

  private boolean strikes(Kill kill, ChildProcess child, long typicalMillis)
      throws InterruptedException {
    return child.awaitLine(kill.after())
        && !child.endsWithin((long) (kill.share() * typicalMillis))
        && strike(child, kill.victim());
  }

  /** Starts it until everything is there. */
  private void complete() throws IOException, InterruptedException {
    try (ChildProcess child = start(DueFault.NONE)) {
      finish(child);
    }
  }

  private void finishOrRestart(ChildProcess running) throws IOException, InterruptedException {
    ChildProcess child = running;
    for (int starts = 0; starts < STARTS; starts++) {
      child.awaitEnd();
      if (!child.hasSaid(Progress.FAILED)) {
        break;
      }
      child = again(child);
    }
    finish(child);
    child.close();
  }

  private void finish(ChildProcess child) throws InterruptedException {
    int code = child.awaitEnd();
    story.add(child.said());
    assertThat(code).as("it ended complete\n%s", story()).isZero();
    for (ProcessHandle engine : engines) {
      assertThat(engine.isAlive()).as("engine %d of a killed parent ended", engine.pid()).isFalse();
    }
  }

  /** Starts it again after a kill, or where the engine was killed under a start or a plan. */
  private ChildProcess again(ChildProcess ended) throws IOException, InterruptedException {
    ended.awaitEnd();
    ended.close();
    story.add(ended.said());
    assertThat(ended.hasSaid(Progress.FAILED) && !engineKilled)
        .as("it failed undisturbed\n%s", story())
        .isFalse();
    engineKilled = false;
    story.add("--- started again after %,d ms".formatted(millis()));
    return start(DueFault.NONE);
  }

  /** Kills while the work is under way; false when it was over. */
  private boolean strike(ChildProcess child, Victim victim) throws InterruptedException {
    List<ProcessHandle> running = child.engines();
    while (victim.meansEngine() && running.isEmpty()) {
      if (child.endsWithin(5)) {
        return false;
      }
      running = child.engines();
    }
    boolean underWay = !child.endsWithin(0) && !child.hasSaid(Progress.DONE);
    engines.addAll(running);
    if (victim.meansEngine()) {
      engineKilled = true;
      running.forEach(ProcessHandle::destroyForcibly);
    }
    if (victim.meansApplication()) {
      child.kill();
    }
    story.add("--- killed %s after %,d ms".formatted(victim, millis()));
    return underWay;
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private ChildProcess start(String fault) throws IOException {
    return ChildProcess.start(program, arguments.apply(fault));
  }
}
