package datalayer.monitor;

import datalayer.ledger.Ledger;
import datalayer.store.ClickHouse;
import datalayer.store.StoreMigrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What must hold before work can be done. */
public final class Probes {

  /** Below this a merge or a chunk may find no room. */
  private static final long LEAST_FREE_BYTES = 1L << 30;

  private static final String SCRATCH = ".writable";
  private static final byte[] PAGE = new byte[4096];

  private Probes() {}

  /** ClickHouse answers; how long that took is told to {@code pinged}. */
  public static Probe clickHouse(ClickHouse clickHouse, Consumer<Duration> pinged) {
    return new Probe(
        "clickhouse",
        () -> {
          Duration latency = clickHouse.ping();
          pinged.accept(latency);
          return Check.passed(
              "clickhouse",
              String.format(
                  Locale.ROOT,
                  "%s answers in %.1f ms",
                  clickHouse.address().name(),
                  latency.toNanos() / 1e6));
        });
  }

  /** Every migration this version knows is applied. Those of the ledger are when it is open. */
  public static Probe migrations(StoreMigrations migrations) {
    return new Probe(
        "migrations",
        () -> {
          List<String> pending = migrations.pending();
          return pending.isEmpty()
              ? Check.passed("migrations", "all applied")
              : Check.failed(
                  "migrations",
                  "not applied: %s; run datalayer migrate".formatted(String.join(", ", pending)));
        });
  }

  /** The operations database answers. */
  public static Probe operations(Ledger ledger) {
    return new Probe(
        "operations",
        () ->
            ledger.answers()
                ? Check.passed("operations", "answers")
                : Check.failed(
                    "operations",
                    "the operations database does not answer; no chunk can be promised until it does"));
  }

  /** A chunk's bytes could be kept on disk. */
  public static Probe spool(Path spool) {
    return new Probe(
        "spool",
        () -> {
          Path scratch = spool.resolveSibling(spool.getFileName() + SCRATCH);
          try {
            if (!Files.isWritable(spool)) {
              return Check.failed("spool", spool + " is not writable; make it so");
            }
            // Beside the spool, whose every file is a chunk's: an entry and a page need room.
            Files.write(scratch, PAGE);
            Files.delete(scratch);
            return Check.passed("spool", "writable");
          } catch (IOException e) {
            return Check.failed(
                "spool",
                "%s cannot be written (%s); free space or make it writable"
                    .formatted(spool, reason(e)));
          }
        });
  }

  /** There is room in the data directory. */
  public static Probe disk(Path data) {
    return new Probe(
        "disk",
        () -> {
          long free = free(data);
          String room =
              String.format(Locale.ROOT, "%.1f GiB free in %s", free / (double) (1L << 30), data);
          return free >= LEAST_FREE_BYTES
              ? Check.passed("disk", room)
              : Check.failed("disk", room + "; at least 1 GiB is needed");
        });
  }

  static long free(Path directory) {
    if (directory.toFile().getTotalSpace() == 0) {
      throw new IllegalStateException(
          "the space of %s cannot be read; is the folder there?".formatted(directory));
    }
    return directory.toFile().getUsableSpace();
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
