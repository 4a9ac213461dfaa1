package datalayer.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.landing.FaultPoint;
import datalayer.ledger.LedgerAddress;
import datalayer.simulator.Fault;
import datalayer.store.ClickHouseAddress;
import datalayer.store.TestStore;
import datalayer.store.engine.TestEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The drill of {@link DrillIT} with three nodes over PostgreSQL and one ClickHouse: the exchange
 * bans their common address and misbehaves otherwise, one node is killed, one is frozen until the
 * others have overtaken it and goes on. What is left is judged by the {@link TruthOracle}. {@code
 * -Ddatalayer.drill.nodes.seeds=100} runs more seeds, {@code -Ddatalayer.drill.nodes.from=17}
 * begins at another one than 1.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NodesDrillIT {

  private static final long SEEDS = Long.getLong("datalayer.drill.nodes.seeds", 2);
  private static final long FROM = Long.getLong("datalayer.drill.nodes.from", 1);

  /** Together more lanes than two nodes have threads, so that each node has some. */
  private static final int LANES = 4;

  private static final int MISHAPS = 3;

  /** Every other seed freezes as long as nobody could take for a pause. */
  private static final Duration FROZEN = Duration.ofSeconds(30);

  private static final String BAN_SECONDS = "12";

  /** A process under load may be slow to tell the others. */
  private static final Duration CROSSING = Duration.ofSeconds(5);

  @TempDir static Path directory;

  private final Set<Mishap> met = EnumSet.noneOf(Mishap.class);
  private final List<String> told = new ArrayList<>();
  private EmbeddedPostgres postgres;

  @BeforeAll
  void startPostgres() throws Exception {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  void tell() throws Exception {
    postgres.close();
    System.out.printf("NodesDrillIT: %s%n%s%n", met, String.join("\n", told));
  }

  static LongStream seeds() {
    return LongStream.range(FROM, FROM + SEEDS);
  }

  @ParameterizedTest(name = "seed {0}", allowZeroInvocations = true)
  @MethodSource("seeds")
  void whateverHappensToNodesTheMartIsTheTruth(long seed) throws Exception {
    Path data = directory.resolve("seed-" + seed);
    ClickHouseAddress clickHouse = TestStore.address(TestEngine.freshDatabase());
    LedgerAddress operations = database("drill_" + seed);
    try (DrillWorld world = world(seed);
        NodesDrill drill = new NodesDrill(world, data, clickHouse, operations)) {
      try {
        work(drill, seed);
        world.judge(world.options(data.resolve("two"), clickHouse, operations));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(
            "seed %d, %s: %s%n%s".formatted(seed, world.mishaps, e.getMessage(), drill.story()), e);
      }
      met.addAll(world.mishaps);
      drill.tell("judged");
      told.add("seed %d: %s".formatted(seed, drill.milestones()));
    }
    Directories.delete(data);
  }

  /** Node one begins the runs and is killed, two is frozen, three is left alone. */
  private static void work(NodesDrill drill, long seed) throws Exception {
    Random random = new Random(seed);
    boolean fromInside = seed % 2 == 0;
    List<FaultPoint> points = List.of(FaultPoint.values());
    DueFault fault =
        new DueFault(points.get((int) (seed / 2 % points.size())), 1, Victim.APPLICATION);
    drill.start("one", fromInside ? fault.toString() : DueFault.NONE);
    drill.start("two", DueFault.NONE);
    drill.start("three", DueFault.NONE);
    for (String node : List.of("one", "two", "three")) {
      drill.awaitLine(node, NodeChild.READY);
    }
    drill.startRuns("one", LANES);
    if (fromInside) {
      drill.awaitLine("one", DueFault.FIRED + fault);
      drill.awaitKilled("one");
    } else {
      drill.awaitLine("one", NodeChild.STARTED);
    }
    // A node that dies with a refusal in its hands could not tell the others of it.
    drill.awaitStopOnRecord();
    if (!fromInside) {
      assertThat(drill.awaitInHand("one")).as("one has work").isTrue();
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_500)).toNanos());
      drill.kill("one");
    }
    assertThat(drill.awaitInHand("two")).as("two has work").isTrue();
    drill.freeze("two");
    if (fromInside) {
      drill.start("one", DueFault.NONE);
    }
    drill.awaitOvertaken("two", fromInside ? Duration.ZERO : FROZEN);
    drill.thaw("two");
    drill.awaitComplete();
    drill.end(fromInside ? List.of("one", "two", "three") : List.of("two", "three"));
  }

  /**
   * Three mishaps, without those by which the exchange turns somebody away for a second: whoever is
   * frozen with such an answer in his hands cannot tell the others. It bans the address once
   * instead, for longer.
   */
  private static DrillWorld world(long seed) throws Exception {
    List<Mishap> all =
        new ArrayList<>(EnumSet.complementOf(EnumSet.of(Mishap.STORM_OF_429, Mishap.BAN_OF_418)));
    Collections.rotate(all, -(int) (seed % all.size()));
    Collections.shuffle(all.subList(1, all.size()), new Random(seed));
    DrillWorld world = DrillWorld.of(seed, all.subList(0, MISHAPS).toArray(Mishap[]::new));
    world.binance.crossing(CROSSING);
    world
        .binance
        .faults()
        .add(
            seed % 2 == 0 ? "GET /api/v3/klines" : "GET /fapi/v1/klines",
            Fault.tooMany(418, BAN_SECONDS),
            1);
    // So that there is time to kill and to freeze somebody.
    world.binance.faults().always("\\.zip$", new Fault.Dribble(2 << 10, Duration.ofMillis(150)));
    return world;
  }

  private LedgerAddress database(String name) throws Exception {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new LedgerAddress(postgres.getJdbcUrl("postgres", name), "postgres", "postgres");
  }
}
