package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.store.engine.EngineState.Phase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine killed again and again while rows come in: each insert that was acknowledged is there,
 * whole, in every layer, and one that is sent again with its token is there once.
 */
final class EngineCrashIT {

  private static final int KILLS = 8;
  private static final int ROWS = 20_000;
  private static final long SEED = Long.getLong("seed", 20261122);

  @TempDir Path directory;

  @Test
  void anAcknowledgedInsertOutlivesEveryKill() throws Exception {
    Random random = new Random(SEED);
    AtomicLong acknowledged = new AtomicLong();
    try (EngineProcess engine = TestEngine.start(EngineOptions.in(directory));
        EngineHttp http = new EngineHttp(engine);
        ExecutorService writer = Executors.newSingleThreadExecutor()) {
      create(http);
      Future<?> writing = writer.submit(() -> write(http, acknowledged));
      for (int kill = 0; kill < KILLS; kill++) {
        long before = acknowledged.get();
        Await.until("it inserts again", () -> acknowledged.get() > before || writing.isDone());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
        long pid = engine.pid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Await.until(
            "it is back", () -> engine.state().phase() == Phase.RUNNING && engine.pid() != pid);
      }
      writing.cancel(true);
      writer.shutdown();
      assertThat(writer.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      long chunks = acknowledged.get();
      assertThat(chunks).as("seed %d", SEED).isGreaterThanOrEqualTo(KILLS);
      for (String table : new String[] {"landing", "staging"}) {
        assertThat(http.query(wholeChunks(chunks, table)))
            .as("%s, seed %d", table, SEED)
            .isEqualTo("1\t0\n");
      }
    }
  }

  /** Whether all acknowledged chunks are whole, and how many have a row twice. */
  private static String wholeChunks(long chunks, String table) {
    return "SELECT countIf(n = %d AND u = n) >= %d, countIf(n > u) FROM (SELECT chunk, count() AS n, uniqExact(a) AS u FROM kept.%s GROUP BY chunk)"
        .formatted(ROWS, chunks, table);
  }

  private static void create(EngineHttp http) throws Exception {
    String columns =
        " (chunk Int64, a Int64) ENGINE = MergeTree ORDER BY (chunk, a) SETTINGS"
            + " non_replicated_deduplication_window = 10000";
    for (String sql :
        new String[] {
          "CREATE DATABASE kept",
          "CREATE TABLE kept.landing" + columns,
          "CREATE TABLE kept.staging" + columns,
          "CREATE MATERIALIZED VIEW kept.v TO kept.staging AS SELECT * FROM kept.landing"
        }) {
      assertThat(http.query(sql)).isEmpty();
    }
  }

  /** One chunk after the other, each sent again until it is acknowledged. */
  private static void write(EngineHttp http, AtomicLong acknowledged) {
    String insert = EngineHttp.encode("INSERT INTO kept.landing FORMAT RowBinary");
    while (!Thread.currentThread().isInterrupted()) {
      long chunk = acknowledged.get();
      String parameters =
          "query="
              + insert
              + "&insert_deduplication_token=chunk"
              + chunk
              + "&deduplicate_blocks_in_dependent_materialized_views=1&"
              + InsertContract.ONE_BLOCK;
      try {
        HttpResponse<String> answer = http.post(parameters, rows(chunk));
        if (answer.statusCode() == HttpStatus.OK) {
          acknowledged.incrementAndGet();
        }
      } catch (IOException e) {
        // the engine is away; the chunk is sent again
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static byte[] rows(long chunk) {
    ByteBuffer rows = ByteBuffer.allocate(ROWS * 2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < ROWS; i++) {
      rows.putLong(chunk).putLong(i);
    }
    return rows.array();
  }
}
