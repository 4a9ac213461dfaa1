package datalayer.venue.binance;

import datalayer.market.Series;
import datalayer.venue.BarStream;
import datalayer.venue.RejectedRow;
import datalayer.venue.StreamedBar;
import info.bitrich.xchangestream.binance.BinanceStreamingService;
import info.bitrich.xchangestream.binance.KlineSubscription;
import info.bitrich.xchangestream.core.ProductSubscription;
import info.bitrich.xchangestream.service.netty.WebSocketClientHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketClientCompressionHandler;
import io.reactivex.rxjava3.disposables.Disposable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Binance's streams, carried by XChange. Its own reconnecting is off: it waits a
 * fixed time, never gives a handshake up and tells nobody what was lost, so a connection lives once
 * here and {@code feed} opens the next. A frame that cannot be read ends nothing. A connection that
 * brings no byte for too long is closed, also before its handshake was answered.
 */
final class BinanceSocket extends BinanceStreamingService implements BarStream.Connection {

  /** Not this class's own: XChange says under it whatever it does. */
  private static final Logger LOG = LoggerFactory.getLogger(BinanceStream.class);

  /** A frame has some 400 bytes, before and after decompression. */
  private static final int LARGEST_FRAME = 65_536;

  private final String title;
  private final Map<String, Series> names;
  private final BarStream.Listener listener;
  private final Duration idle;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicBoolean over = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable ChannelHandlerContext context;
  private volatile @Nullable String reason;
  private volatile @Nullable Duration wait;

  /**
   * A connection that is not opened yet.
   *
   * @param names what the address asks for, by the name of its stream
   */
  BinanceSocket(
      URI address,
      String title,
      Map<String, Series> names,
      StreamLimits limits,
      BarStream.Listener listener) {
    super(
        address.toString(),
        ProductSubscription.create().build(),
        new KlineSubscription(Map.of()),
        LARGEST_FRAME,
        limits.connect(),
        limits.connect(),
        Math.toIntExact(Math.max(1, limits.idle().toSeconds())));
    this.title = title;
    this.names = names;
    this.listener = listener;
    this.idle = limits.idle();
    setAutoReconnect(false);
  }

  void open() {
    Disposable _ = connect().subscribe(this::opened, this::failed);
  }

  @Override
  public void close() {
    closing.set(true);
    ChannelHandlerContext open = context;
    if (open != null) {
      end(open);
    }
  }

  @Override
  public boolean awaitEnd(Duration longest) throws InterruptedException {
    return ended.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void messageHandler(String message) {
    if (closing.get()) {
      return;
    }
    try {
      switch (StreamFrame.read(message)) {
        case StreamFrame.OfBar frame -> listener.bar(bar(frame));
        case StreamFrame.Shutdown _ -> listener.ending(title + " announced a restart");
        case StreamFrame.Answer _ -> {
          // says nothing of data
        }
      }
    } catch (BrokenAnswerException e) {
      listener.unreadable(cut(message), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("stream", title).setCause(e).log("a frame could not be taken");
      listener.unreadable(cut(message), "it could not be taken: " + e);
    }
  }

  /** What a frame says of a series that we listen for. */
  private StreamedBar bar(StreamFrame.OfBar frame) throws BrokenAnswerException {
    Series series = names.get(frame.stream());
    if (series == null) {
      throw new BrokenAnswerException(
          "nobody listens for " + PublishedChecksum.shown(frame.stream()));
    }
    long step = series.timeframe().millis();
    long open = frame.bar().openTime();
    if (open % step != 0 || frame.closeTime() != open + step - 1) {
      throw new BrokenAnswerException(
          "its bar from %d to %d is none of %s".formatted(open, frame.closeTime(), series));
    }
    return new StreamedBar(
        series, frame.bar(), frame.closed(), Instant.ofEpochMilli(frame.eventTime()));
  }

  @Override
  protected void handleIdle(ChannelHandlerContext idling) {
    reason = "it sent nothing for %d s, not even a ping".formatted(Math.max(1, idle.toSeconds()));
    end(idling);
  }

  @Override
  protected WebSocketClientExtensionHandler getWebSocketClientExtensionHandler() {
    return new WebSocketClientCompressionHandler(LARGEST_FRAME);
  }

  @Override
  protected WebSocketClientHandler getWebSocketClientHandler(
      WebSocketClientHandshaker handshaker,
      WebSocketClientHandler.WebSocketMessageHandler messages) {
    return new SocketHandler(handshaker, messages, this);
  }

  /** TCP stands. */
  void active(ChannelHandlerContext opened) {
    context = opened;
    if (closing.get()) {
      end(opened);
    }
  }

  /** Something went wrong, or the venue said why it ends. The first reason is the true one. */
  void because(String why, @Nullable Duration asked) {
    if (reason == null) {
      reason = why;
      wait = asked;
    }
  }

  /** The connection is gone. */
  void gone() {
    if (over.compareAndSet(false, true)) {
      Disposable _ = disconnect().subscribe(ended::countDown, error -> ended.countDown());
      if (!closing.get()) {
        String why = reason;
        listener.lost(why == null ? "the connection broke" : why, wait);
      }
    }
  }

  /** Whatever becomes of it, {@link #gone} hears. */
  private static void end(ChannelHandlerContext open) {
    ChannelFuture _ = open.close();
  }

  private void opened() {
    if (!closing.get() && !over.get()) {
      listener.opened();
    }
  }

  private void failed(Throwable error) {
    because(String.valueOf(error.getMessage()), null);
    gone();
  }

  private static String cut(String message) {
    return message.length() <= RejectedRow.MAX_RAW
        ? message
        : message.substring(0, RejectedRow.MAX_RAW);
  }
}
