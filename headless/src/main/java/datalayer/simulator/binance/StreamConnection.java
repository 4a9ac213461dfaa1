package datalayer.simulator.binance;

import datalayer.simulator.Fault;
import datalayer.simulator.FaultScript;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/** One client of the streams. */
public final class StreamConnection implements Session.Listener, StreamControl.Subscriptions {

  private static final int MOST_STREAMS = 1024;
  private static final int MOST_UNSENT = 20_000;
  private static final Duration LIFE = Duration.ofHours(24);

  /** However fast the clock runs, a pong has this long in real time. */
  private static final long LEAST_PONG = TimeUnit.SECONDS.toNanos(10);

  private final StreamServer server;
  private final BinanceMarket market;
  private final String target;
  private final boolean delivers;
  private final Instant opened;
  private final Set<String> names = new LinkedHashSet<>();
  private final Deque<Long> messages = new ArrayDeque<>();
  private final AtomicLong frames = new AtomicLong();
  private final AtomicInteger unsent = new AtomicInteger();
  private volatile boolean combined;
  private volatile boolean silent;
  private volatile boolean dead;
  private volatile String end = "";
  private volatile @Nullable Session session;
  private Instant pinged;
  private long pingedNanos;
  private volatile @Nullable String awaited;

  /**
   * A connection that is about to open.
   *
   * @param delivers whether bars are to be had at that path
   */
  StreamConnection(
      StreamServer server,
      BinanceMarket market,
      String target,
      List<String> first,
      boolean combined,
      boolean delivers,
      Instant now) {
    this.server = server;
    this.market = market;
    this.target = target;
    this.names.addAll(first);
    this.combined = combined;
    this.delivers = delivers;
    this.opened = now;
    this.pinged = now;
  }

  @Override
  public void onWebSocketOpen(Session opening) {
    session = opening;
    List<String> first = names();
    if (first.size() > MOST_STREAMS) {
      close(StatusCode.POLICY_VIOLATION, "more than 1024 streams");
    }
    listen(first);
    opening.demand();
    // The clock may have moved since the handshake, and not move again.
    server.wake();
  }

  @Override
  public void onWebSocketText(String message) {
    if (isTooFast()) {
      return;
    }
    send(StreamControl.answer(message, this));
    more();
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    callback.succeed();
    if (!isTooFast()) {
      more();
    }
  }

  @Override
  public void onWebSocketPing(ByteBuffer payload) {
    Session open = session;
    if (!isTooFast() && open != null) {
      open.sendPong(payload.slice(), Callback.from(this::more, failure -> more()));
    }
  }

  @Override
  public void onWebSocketPong(ByteBuffer payload) {
    if (StandardCharsets.US_ASCII.decode(payload.slice()).toString().equals(awaited)) {
      awaited = null;
    }
    if (!isTooFast()) {
      more();
    }
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    ended("broken: " + cause);
  }

  @Override
  public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
    ended("closed with " + code);
    callback.succeed();
  }

  @Override
  public synchronized boolean subscribe(List<String> wanted) {
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(wanted);
    if (all.size() > MOST_STREAMS) {
      return false;
    }
    names.addAll(wanted);
    listen(wanted);
    return true;
  }

  @Override
  public synchronized void unsubscribe(List<String> unwanted) {
    unwanted.forEach(names::remove);
    unwanted.forEach(name -> server.leave(name, this));
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(names);
  }

  @Override
  public boolean isCombined() {
    return combined;
  }

  @Override
  public void combined(boolean wanted) {
    combined = wanted;
  }

  ServedStream soFar() {
    return new ServedStream(market, opened, target, names(), frames.get(), end);
  }

  /** Sends a frame of a stream, or what the script makes of it. */
  void push(String name, BarStream.Frame frame, FaultScript faults) {
    if (silent || session == null) {
      return;
    }
    Fault.OfStream fault = faults.nextOfStream(frame.line()).orElse(null);
    switch (fault) {
      case null -> data(name, frame.json());
      case Fault.LoseFrame _ -> {}
      case Fault.RepeatFrame _ -> {
        data(name, frame.json());
        data(name, frame.json());
      }
      case Fault.BareFrame _ -> data(name, frame.bare());
      case Fault.Garbage garbage -> send(garbage.text());
      case Fault.Drop _ -> drop("dropped by the script");
      case Fault.Stall _ -> silent = true;
      case Fault.HalfOpen _ -> {
        silent = true;
        dead = true;
      }
    }
  }

  /** Says something that is no bar. */
  void announce(String stream, String json) {
    if (!silent) {
      send(combined ? wrapped(stream, json) : json);
    }
  }

  /** Pings when it is time, and ends what is too old or does not answer. */
  void tend(Instant now) {
    if (dead || session == null) {
      return;
    }
    if (!now.isBefore(opened.plus(LIFE))) {
      close(StatusCode.SHUTDOWN, "24 hours");
    }
    if (awaited != null
        && !now.isBefore(pinged.plusSeconds(market.pongSeconds()))
        && System.nanoTime() - pingedNanos > LEAST_PONG) {
      drop("no pong");
    }
    if (awaited == null && !now.isBefore(pinged.plusSeconds(market.pingSeconds()))) {
      String payload = String.valueOf(now.toEpochMilli());
      awaited = payload;
      pinged = now;
      pingedNanos = System.nanoTime();
      Session open = session;
      if (open != null) {
        open.sendPing(ByteBuffer.wrap(payload.getBytes(StandardCharsets.US_ASCII)), Callback.NOOP);
      }
    }
  }

  void close(int code, String reason) {
    Session open = session;
    if (open != null && end.isEmpty()) {
      ended(reason);
      open.close(code, reason, Callback.NOOP);
    }
  }

  private void drop(String reason) {
    Session open = session;
    ended(reason);
    if (open != null) {
      open.disconnect();
    }
  }

  private void ended(String reason) {
    if (end.isEmpty()) {
      end = reason;
    }
    session = null;
    names().forEach(name -> server.leave(name, this));
    server.forget(this);
  }

  private void listen(List<String> wanted) {
    if (delivers) {
      wanted.forEach(name -> server.join(name, this));
    }
  }

  private void more() {
    Session open = session;
    if (open != null && !dead) {
      open.demand();
    }
  }

  private void data(String name, String json) {
    frames.incrementAndGet();
    send(combined ? wrapped(name, json) : json);
  }

  private static String wrapped(String stream, String json) {
    return "{\"stream\":\"" + stream + "\",\"data\":" + json + "}";
  }

  private void send(String text) {
    Session open = session;
    if (open == null) {
      return;
    }
    if (unsent.incrementAndGet() > MOST_UNSENT) {
      drop("does not read");
      return;
    }
    open.sendText(
        text, Callback.from(unsent::decrementAndGet, failure -> unsent.decrementAndGet()));
  }

  /** Counts a message of the client, in real time, and breaks off when there are too many. */
  private boolean isTooFast() {
    synchronized (messages) {
      long now = System.nanoTime();
      messages.addLast(now);
      while (now - messages.getFirst() > TimeUnit.SECONDS.toNanos(1)) {
        messages.removeFirst();
      }
      if (messages.size() <= market.messagesPerSecond()) {
        return false;
      }
    }
    drop("more than %d messages a second".formatted(market.messagesPerSecond()));
    return true;
  }
}
