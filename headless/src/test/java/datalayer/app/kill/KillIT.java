package datalayer.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.app.RealData;
import datalayer.landing.FaultPoint;
import datalayer.simulator.ArchiveServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A backfill of parts of real months, its application or engine killed as by {@code kill -9}: at
 * seeded random moments and at every named point. {@code -Ddatalayer.kill.seeds=1000} runs more
 * seeds, {@code -Ddatalayer.kill.from=17} begins at another one than 1, {@code
 * -Ddatalayer.kill.points=INSERTED:3:engine} keeps the points whose name matches.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
final class KillIT {

  private static final long SEEDS = Long.getLong("datalayer.kill.seeds", 25);
  private static final long FROM = Long.getLong("datalayer.kill.from", 1);
  private static final String POINTS = System.getProperty("datalayer.kill.points", ".*");
  private static final int CHUNKS = 3;
  private static final int TRIES = 6;
  private static final List<SeriesMonth> MONTHS =
      Stream.of(
              "LTCUSDT-2026-02+10",
              "DOTUSDT-2026-02+10",
              "LINKUSDT-2026-02+10",
              "ALGOUSDT-2026-02+10",
              "AVAXUSDT-2026-02+10")
          .map(SeriesMonth::parse)
          .toList();

  @TempDir static Path directory;
  private final AtomicInteger struck = new AtomicInteger();
  private final AtomicInteger tooLate = new AtomicInteger();
  private final AtomicLong givenUp = new AtomicLong();
  private ArchiveServer archive;
  private long typicalMillis;

  @BeforeAll
  void measure() throws Exception {
    archive = ArchiveServer.serving(RealData.archive());
    Path data = Files.createDirectory(directory.resolve("undisturbed"));
    typicalMillis = KillDrill.ofMonths(data, archive, MONTHS.subList(0, CHUNKS)).undisturbed();
    Oracle.judge(data, archive, MONTHS.subList(0, CHUNKS));
    Directories.delete(data);
  }

  @AfterAll
  void close() {
    System.out.printf(
        "KillIT: undisturbed %,d ms; at random moments %d kills struck, %d tries came too late, %d chunks were brought anew%n",
        typicalMillis, struck.get(), tooLate.get(), givenUp.get());
    if (archive != null) {
      archive.close();
    }
  }

  static LongStream seeds() {
    return LongStream.range(FROM, FROM + SEEDS);
  }

  @ParameterizedTest(name = "seed {0}", allowZeroInvocations = true)
  @MethodSource("seeds")
  void killedAtARandomMoment(long seed) throws Exception {
    Random random = new Random(seed);
    List<SeriesMonth> months = new ArrayList<>(MONTHS);
    Collections.shuffle(months, random);
    List<SeriesMonth> chosen = months.subList(0, CHUNKS);
    List<Kill> kills = new ArrayList<>();
    kills.add(Kill.at(random));
    if (random.nextInt(3) == 0) {
      kills.add(Kill.at(random));
    }
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Path data = Files.createDirectory(directory.resolve("seed-" + seed + "-" + attempt));
      KillDrill drill = KillDrill.ofMonths(data, archive, chosen);
      if (drill.killed(kills, typicalMillis)) {
        judge(data, drill, chosen, "seed %d, %s".formatted(seed, kills));
        struck.addAndGet(kills.size());
        givenUp.addAndGet(drill.givenUp());
        return;
      }
      // The work was over before the last kill: the same again, sooner.
      Directories.delete(data);
      tooLate.incrementAndGet();
      kills.replaceAll(Kill::sooner);
    }
    throw new AssertionError("seed %d: no kill of %s struck in time".formatted(seed, kills));
  }

  static Stream<DueFault> faults() {
    return Arrays.stream(FaultPoint.values())
        .flatMap(point ->
            Stream.of(Victim.APPLICATION, Victim.ENGINE)
                .flatMap(victim -> Stream.of(1, 3).map(n -> new DueFault(point, n, victim))))
        .filter(fault -> fault.toString().matches(POINTS));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("faults")
  void killedAtANamedPoint(DueFault fault) throws Exception {
    Path data = Files.createDirectory(directory.resolve(fault.toString().replace(':', '-')));
    // Where it strikes does not depend on how much there is to do.
    List<SeriesMonth> months =
        MONTHS.subList(0, CHUNKS).stream().map(month -> month.first(2)).toList();
    KillDrill drill = KillDrill.ofMonths(data, archive, months);
    drill.killedAt(fault);
    judge(data, drill, months, fault.toString());
    if (fault.victim() == Victim.APPLICATION) {
      assertThat(drill.givenUp()).as("chunks given up\n%s", drill.story()).isZero();
    }
  }

  @Test
  void killedAgainAndAgainWhileItStarts() throws Exception {
    Path data = Files.createDirectory(directory.resolve("starts"));
    List<SeriesMonth> months = MONTHS.subList(0, 1);
    KillDrill drill = KillDrill.ofMonths(data, archive, months);
    Random random = new Random(FROM);
    List<Kill> kills = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      kills.add(new Kill(Victim.BOTH, Progress.STARTING, random.nextDouble() * 0.25));
    }
    assertThat(drill.killed(kills, typicalMillis)).isTrue();
    judge(data, drill, months, kills.toString());
  }

  private void judge(Path data, KillDrill drill, List<SeriesMonth> months, String what)
      throws IOException {
    try {
      Oracle.judge(data, archive, months);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(what + ": " + e.getMessage() + "\n" + drill.story(), e);
    }
    Directories.delete(data);
  }
}
