package datalayer.venue.binance;

import info.bitrich.xchangestream.service.netty.WebSocketClientHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears why a connection ends, which XChange only logs. */
final class SocketHandler extends WebSocketClientHandler {

  /** How long to stay away when Binance says that we came too often, and not for how long. */
  private static final Duration PENALTY = Duration.ofMinutes(2);

  private static final int FORBIDDEN = 403;
  private static final int BANNED = 418;
  private static final int TOO_MANY = 429;

  private final BinanceSocket socket;

  SocketHandler(
      WebSocketClientHandshaker handshaker,
      WebSocketMessageHandler messages,
      BinanceSocket socket) {
    super(handshaker, messages);
    this.socket = socket;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    super.channelActive(context);
    socket.active(context);
  }

  @Override
  public void channelRead0(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof FullHttpResponse answer
        && !answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      socket.because(
          "the venue refused the connection (%d)".formatted(answer.status().code()), wait(answer));
    } else if (message instanceof CloseWebSocketFrame end) {
      socket.because(
          "the venue closed the connection (%d%s)"
              .formatted(
                  end.statusCode(),
                  end.reasonText().isEmpty()
                      ? ""
                      : ", " + PublishedChecksum.shown(end.reasonText())),
          null);
    }
    super.channelRead0(context, message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    super.channelInactive(context);
    socket.gone();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    socket.because(String.valueOf(cause.getMessage()), null);
    super.exceptionCaught(context, cause);
  }

  private static @Nullable Duration wait(FullHttpResponse answer) {
    int code = answer.status().code();
    String seconds = answer.headers().get(HttpHeaderNames.RETRY_AFTER);
    if (seconds != null && seconds.matches("\\d{1,6}")) {
      return Duration.ofSeconds(Long.parseLong(seconds));
    }
    return code == FORBIDDEN || code == BANNED || code == TOO_MANY ? PENALTY : null;
  }
}
