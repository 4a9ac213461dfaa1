package datalayer.app.cli;

import datalayer.app.cli.FirstRun.Check;
import datalayer.market.MarketType;
import datalayer.store.engine.EngineException;
import datalayer.store.engine.EngineLibrary;
import datalayer.venue.VenueUnavailableException;
import datalayer.venue.binance.BinanceAddresses;
import datalayer.venue.binance.BinanceRest;
import datalayer.venue.http.ClockSkew;
import datalayer.venue.http.Deadlines;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.Retries;
import datalayer.venue.http.StopNotices;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what a first start needs: room, the database's library, the exchange, the clock. */
final class MachineChecks {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Deadlines DEADLINES =
      new Deadlines(PATIENCE, PATIENCE, PATIENCE, 1024, PATIENCE);

  /** Whoever looks at the first page looks again. */
  private static final Retries ONCE = new Retries(1, PATIENCE, PATIENCE, PATIENCE);

  private static final Logger LOG = LoggerFactory.getLogger(MachineChecks.class);
  private static final long LEAST_FREE_BYTES = 1L << 30;

  /** Beyond this, a bar may be taken as final too early or too late. */
  private static final Duration MOST_SKEW = Duration.ofSeconds(1);

  private final Path data;
  private final BinanceAddresses binance;
  private final InstantSource clock;

  MachineChecks(Path data, BinanceAddresses binance, InstantSource clock) {
    this.data = existing(data);
    this.binance = binance;
    this.clock = clock;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(folder());
    checks.add(disk());
    checks.add(engine());
    exchange(checks);
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      checks.add(archive(http));
    }
    return checks;
  }

  /** The folder itself, or what it will be made in. */
  private static Path existing(Path folder) {
    Path at = folder.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  private Check folder() {
    return Files.isWritable(data)
        ? new Check("Data folder", true, "writable")
        : new Check("Data folder", false, "not writable");
  }

  private Check disk() {
    if (data.toFile().getTotalSpace() == 0) {
      return new Check("Disk", false, "cannot be read");
    }
    long free = data.toFile().getUsableSpace();
    String room = String.format(Locale.ROOT, "%,.0f\u00a0GiB free", free / (double) (1L << 30));
    return new Check("Disk", free >= LEAST_FREE_BYTES, room);
  }

  private static Check engine() {
    try {
      EngineLibrary.find();
      return new Check("Database", true, "built in");
    } catch (EngineException e) {
      return new Check("Database", false, "not here, use a server");
    }
  }

  /** One question answers two: whether the exchange is there, and how far our clock is from its. */
  private void exchange(List<Check> checks) {
    long began = System.nanoTime();
    try (HttpFetcher http = new HttpFetcher(DEADLINES, ONCE, clock)) {
      ClockSkew skew =
          new BinanceRest(
                  binance,
                  http,
                  clock,
                  1,
                  StopNotices.NONE,
                  ONCE,
                  System::nanoTime,
                  Thread::sleep,
                  () -> 0.5)
              .askForTime(MarketType.SPOT);
      checks.add(clock(skew.ahead().abs()));
      checks.add(
          new Check("Binance", true, "reachable, " + shown(skew.uncertainty().multipliedBy(2))));
    } catch (VenueUnavailableException e) {
      LOG.atInfo().log(e.getMessage());
      checks.add(new Check("Clock", false, "nothing to compare with"));
      checks.add(new Check("Binance", false, noAnswer(began)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Check clock(Duration skew) {
    boolean near = skew.compareTo(MOST_SKEW) <= 0;
    String by = shown(skew);
    return new Check("Clock", near, near ? by + " from Binance" : by + " off, correct it");
  }

  private static String shown(Duration time) {
    return time.toMillis() < 1_000
        ? time.toMillis() + "\u00a0ms"
        : String.format(Locale.ROOT, "%.1f\u00a0s", time.toMillis() / 1000.0);
  }

  private Check archive(HttpClient http) {
    long began = System.nanoTime();
    HttpRequest request = HttpRequest.newBuilder(binance.archive()).timeout(PATIENCE).GET().build();
    // The body is closed unread: it may have no end.
    try {
      HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
      answer.body().close();
      int status = answer.statusCode();
      // Any answer of its own shows that it is there; what it says of its root means nothing.
      return new Check("Archive", status < 500, status < 500 ? "reachable" : "answered " + status);
    } catch (IOException e) {
      return new Check("Archive", false, noAnswer(began));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Check("Archive", false, "not asked");
    }
  }

  private static String noAnswer(long began) {
    long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    return seconds < 1 ? "not reachable" : "no answer in %d\u00a0s".formatted(seconds);
  }
}
