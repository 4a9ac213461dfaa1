package datalayer.store.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** ClickHouse's engine in this process, open on one data directory. There can be only one. */
final class ChdbEngine implements AutoCloseable {

  private static final String LOCK = "datalayer.lock";
  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final ChdbFunctions chdb;
  private final List<String> arguments;
  private final FileChannel lock;
  private final ChdbConnection anchor;

  private ChdbEngine(ChdbFunctions chdb, List<String> arguments, FileChannel lock)
      throws EngineException {
    this.chdb = chdb;
    this.arguments = arguments;
    this.lock = lock;
    // The engine lives as long as a connection does; this one stays.
    this.anchor = connect();
  }

  /** Takes the directory's lock, loads the library and opens the data. */
  static ChdbEngine open(Path library, Path directory, long maxMemory, int threads)
      throws EngineException {
    FileChannel lock = lock(directory);
    return new ChdbEngine(
        ChdbFunctions.load(library),
        List.of(
            "clickhouse",
            "--path=" + directory,
            "--implicit_select=0", // a server takes no expression for a statement
            "--max_threads=" + threads,
            "--max_memory_usage=" + maxMemory,
            "--max_memory_usage_for_user=" + maxMemory),
        lock);
  }

  /** A new connection; cheap enough for one each request. */
  ChdbConnection connect() throws EngineException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argv = arena.allocate(ValueLayout.ADDRESS, arguments.size());
      for (int i = 0; i < arguments.size(); i++) {
        argv.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(arguments.get(i)));
      }
      MemorySegment outer = chdb.connect(arguments.size(), argv);
      if (outer.equals(MemorySegment.NULL)) {
        throw new EngineException(
            "the engine refused to open "
                + arguments.get(1)
                + "; its reason is on the line before this one");
      }
      return new ChdbConnection(chdb, outer);
    }
  }

  /** The same, with a refusal in the words of a statement's error. */
  ChdbConnection connectForStatement() throws StatementException {
    try {
      return connect();
    } catch (EngineException e) {
      throw StatementException.of(
          279, "ALL_CONNECTION_TRIES_FAILED", String.valueOf(e.getMessage()));
    }
  }

  /** Ends what other connections are running; they get ClickHouse's error for it. */
  void cancelAll() {
    try {
      anchor.execute("KILL QUERY WHERE 1 ASYNC");
    } catch (StatementException e) {
      // they are cut off at the exit then
    }
  }

  /** Closes the data. Without it the process would be aborted at exit. */
  @Override
  public void close() {
    anchor.close();
    try {
      lock.close();
    } catch (IOException e) {
      // The lock goes with the process in any case.
    }
  }

  @SuppressWarnings("resource") // the channel is the lock; it is closed with the engine
  private static FileChannel lock(Path directory) throws EngineException {
    Path file = directory.resolve(LOCK);
    try {
      Files.createDirectories(directory);
      FileChannel channel = new RandomAccessFile(file.toFile(), "rw").getChannel();
      @Nullable FileLock held = lockAfterOrphan(channel, file);
      if (held == null) {
        String owner = Files.readString(file).strip().split(" ", -1)[0];
        channel.close();
        throw new EngineException(inUse(directory, owner));
      }
      channel.truncate(0);
      channel.write(
          java.nio.ByteBuffer.wrap(
              (ProcessHandle.current().pid() + " " + parent(ProcessHandle.current()) + "\n")
                  .getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (IOException e) {
      throw new EngineException(
          "the engine cannot write its data directory "
              + directory
              + ": "
              + e.getMessage()
              + "; give this user the right to write there, or name another with --data-dir",
          e);
    }
  }

  /**
   * Takes the lock. Where an engine holds it whose parent was killed, that one is about to end, and
   * whoever starts the parent again at once must not be refused.
   */
  private static @Nullable FileLock lockAfterOrphan(FileChannel channel, Path file)
      throws IOException {
    long deadline = System.nanoTime() + ORPHAN_PATIENCE.toNanos();
    @Nullable FileLock held = tryLock(channel);
    while (held == null && isOrphan(Files.readString(file)) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      held = tryLock(channel);
    }
    return held;
  }

  /** Whether the process that wrote the lock has another parent by now, or none, or is gone. */
  private static boolean isOrphan(String owner) {
    String[] pids = owner.strip().split(" ", -1);
    if (pids.length != 2) {
      return owner.isBlank(); // it has the lock and is about to say who it is
    }
    return ProcessHandle.of(Long.parseLong(pids[0]))
        .map(engine -> parent(engine) != Long.parseLong(pids[1]))
        .orElse(true);
  }

  private static long parent(ProcessHandle process) {
    return process.parent().map(ProcessHandle::pid).orElse(0L);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String inUse(Path directory, String owner) {
    return "the engine's data directory "
        + directory
        + " is in use by process "
        + owner
        + "; stop that one, connect to it with CLICKHOUSE__HOST, or name another directory with"
        + " --data-dir";
  }
}
