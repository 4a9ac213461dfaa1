package datalayer.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.landing.FaultPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thirty days of several series and timeframes from a simulated Binance where things go wrong, its
 * application or engine killed on the way: at named points and at random moments in turn. What is
 * left is judged by the {@link TruthOracle}. {@code -Ddatalayer.drill.seeds=1000} runs more seeds,
 * {@code -Ddatalayer.drill.from=17} begins at another one than 1.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
final class DrillIT {

  /** After so many seeds everything has happened that can. */
  private static final long ENOUGH = 25;

  private static final long SEEDS = Long.getLong("datalayer.drill.seeds", ENOUGH);
  private static final long FROM = Long.getLong("datalayer.drill.from", 1);
  private static final int TRIES = 6;

  @TempDir static Path directory;
  private final Set<Mishap> met = Collections.synchronizedSet(EnumSet.noneOf(Mishap.class));
  private final Set<Victim> victims = Collections.synchronizedSet(EnumSet.noneOf(Victim.class));
  private final Set<FaultPoint> points =
      Collections.synchronizedSet(EnumSet.noneOf(FaultPoint.class));
  private long typicalMillis;
  private final AtomicInteger judged = new AtomicInteger();
  private final AtomicInteger tooLate = new AtomicInteger();

  @BeforeAll
  void measure() throws Exception {
    Path data = Files.createDirectory(directory.resolve("undisturbed"));
    try (DrillWorld world = DrillWorld.of(FROM, new Mishap[0])) {
      typicalMillis = drill(world, data).undisturbed();
      judge(world, data);
    }
    Directories.delete(data);
  }

  static LongStream seeds() {
    return LongStream.range(FROM, FROM + SEEDS);
  }

  @ParameterizedTest(name = "seed {0}", allowZeroInvocations = true)
  @MethodSource("seeds")
  void whateverHappensTheMartIsTheTruth(long seed) throws Exception {
    Random random = new Random(seed);
    if (seed % 2 == 0) {
      atANamedPoint(seed, random);
    } else {
      atRandomMoments(seed, random);
    }
  }

  private void atANamedPoint(long seed, Random random) throws Exception {
    List<FaultPoint> all = List.of(FaultPoint.values());
    FaultPoint point = all.get((int) (seed / 2 % all.size()));
    Victim victim = Victim.any(random);
    DueFault fault = new DueFault(point, random.nextInt(1, 4), victim);
    Path data = Files.createDirectory(directory.resolve("seed-" + seed));
    try (DrillWorld world = DrillWorld.of(seed)) {
      KillDrill drill = drill(world, data);
      String what = "seed %d, %s, %s".formatted(seed, fault, world.mishaps);
      told(what, drill, () -> drill.killedAt(fault));
      told(what, drill, () -> judge(world, data));
      met.addAll(world.mishaps);
    }
    points.add(point);
    victims.add(victim);
    Directories.delete(data);
  }

  private void atRandomMoments(long seed, Random random) throws Exception {
    List<Kill> kills = new ArrayList<>();
    kills.add(Kill.at(random));
    if (random.nextInt(3) == 0) {
      kills.add(Kill.at(random));
    }
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Path data = Files.createDirectory(directory.resolve("seed-" + seed + "-" + attempt));
      try (DrillWorld world = DrillWorld.of(seed)) {
        KillDrill drill = drill(world, data);
        String what = "seed %d, %s, %s".formatted(seed, kills, world.mishaps);
        boolean[] struck = new boolean[1];
        told(what, drill, () -> struck[0] = drill.killed(kills, typicalMillis));
        if (struck[0]) {
          told(what, drill, () -> judge(world, data));
          met.addAll(world.mishaps);
          kills.forEach(kill -> victims.add(kill.victim()));
        }
        Directories.delete(data);
        if (struck[0]) {
          return;
        }
      }
      // The work was over before the last kill: the same again, sooner.
      tooLate.incrementAndGet();
      kills.replaceAll(Kill::sooner);
    }
    throw new AssertionError("seed %d: no kill of %s struck in time".formatted(seed, kills));
  }

  /** After enough seeds, whatever never happened was not drilled. */
  @AfterAll
  void everythingHappened() {
    System.out.printf(
        "DrillIT: undisturbed %,d ms; %d seeds judged, %d tries came too late; %s; %s; %s%n",
        typicalMillis, judged.get(), tooLate.get(), met, victims, points);
    if (SEEDS >= ENOUGH && judged.get() > SEEDS) {
      assertThat(met).as("what went wrong").containsExactlyInAnyOrder(Mishap.values());
      assertThat(victims).as("who was killed").containsExactlyInAnyOrder(Victim.values());
      assertThat(points).as("where").containsExactlyInAnyOrder(FaultPoint.values());
    }
  }

  private static KillDrill drill(DrillWorld world, Path data) {
    return new KillDrill(DrillChild.class, fault -> world.arguments(data, fault));
  }

  private void judge(DrillWorld world, Path data) throws InterruptedException {
    world.judge(world.options(data));
    judged.incrementAndGet();
  }

  private interface Step {
    void take() throws IOException, InterruptedException;
  }

  /** Whatever fails, the seed and the story are told with it. */
  private static void told(String what, KillDrill drill, Step step)
      throws IOException, InterruptedException {
    try {
      step.take();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(what + ": " + e.getMessage() + "\n" + drill.story(), e);
    }
  }
}
