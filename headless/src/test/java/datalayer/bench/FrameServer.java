package datalayer.bench;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Binance's spot streams as fast as they are read. The simulated exchange keeps to the pace of its
 * market, so that it is no measure of a client; this sends a {@link LiveTape} over one WebSocket
 * after the other, with blocking writes and without compression, to whoever asks for all of it.
 */
final class FrameServer implements AutoCloseable {

  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Pattern KEY = Pattern.compile("(?im)^sec-websocket-key:\\s*(\\S+)\\s*$");
  private static final Pattern ID = Pattern.compile("\"id\":\\s*(\\d+)");
  private static final int BUFFER = 1 << 16;
  private static final int TEXT = 0x81;
  private static final int SHORT = 126;
  private static final int CLOSE = 8;
  private static final int STILL_THERE = 3_000;

  private final LiveTape tape;
  private final ServerSocket server;

  FrameServer(LiveTape tape) throws IOException {
    this.tape = tape;
    this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("frames").start(this::accept);
  }

  URI address() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofPlatform().daemon().name("frames-client").start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(client.getInputStream());
      OutputStream out = new BufferedOutputStream(client.getOutputStream(), BUFFER);
      String request = head(in);
      out.write(answer(request));
      out.flush();
      boolean named = request.startsWith("GET /stream?streams=");
      if (!named) {
        // the first message says what is wanted, which is everything
        Matcher id = ID.matcher(message(in));
        send(out, "{\"result\":null,\"id\":%s}".formatted(id.find() ? id.group(1) : "null"));
      }
      for (long number = 0; number < tape.frames(); number++) {
        send(out, tape.frame(number, named));
      }
      out.flush();
      // a client that still lands must not take the end for a stall
      client.setSoTimeout(STILL_THERE);
      while (isThere(in)) {
        send(out, tape.frame(tape.frames() - 1, named));
        out.flush();
      }
    } catch (IOException e) {
      // the client ended it
    }
  }

  private static String head(DataInputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  private static byte[] answer(String request) throws IOException {
    Matcher key = KEY.matcher(request);
    if (!key.find()) {
      throw new IOException("no WebSocket: " + request);
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key.group(1) + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return """
      HTTP/1.1 101 Switching Protocols\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Accept: %s\r
      \r
      """
          .formatted(Base64.getEncoder().encodeToString(hash))
          .getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** Whether the client has not closed, nor said anything for a while. */
  private static boolean isThere(DataInputStream in) throws IOException {
    try {
      return !message(in).isEmpty();
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  /** The text of the client's next frame; empty when it closes. */
  private static String message(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    long length = in.readUnsignedByte() & 0x7f;
    length = length == SHORT ? in.readUnsignedShort() : length > SHORT ? in.readLong() : length;
    byte[] mask = in.readNBytes(4);
    byte[] text = in.readNBytes((int) length);
    for (int i = 0; i < text.length; i++) {
      text[i] ^= mask[i % 4];
    }
    return (first & 0x0f) == CLOSE ? "" : new String(text, StandardCharsets.UTF_8) + " ";
  }

  private static void send(OutputStream out, String text) throws IOException {
    send(out, text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void send(OutputStream out, byte[] text) throws IOException {
    out.write(TEXT);
    if (text.length < SHORT) {
      out.write(text.length);
    } else {
      out.write(SHORT);
      out.write(text.length >> 8);
      out.write(text.length);
    }
    out.write(text);
  }
}
