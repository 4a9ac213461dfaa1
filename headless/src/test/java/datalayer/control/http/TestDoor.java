package datalayer.control.http;

import datalayer.monitor.Check;
import datalayer.monitor.Heartbeat;
import datalayer.monitor.Metrics;
import datalayer.monitor.Probe;
import datalayer.monitor.Readiness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A door before a {@link FakeControl}, spoken to byte by byte. */
final class TestDoor implements AutoCloseable {

  /** Small enough for a test to be at them soon. */
  static final Limits TIGHT =
      new Limits(
          Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofMillis(300), 2_000, 4_000, 8);

  private static final int PATIENCE_MILLIS = 30_000;

  final Token token = Token.random();
  final FakeControl control = new FakeControl();
  final Metrics metrics = new Metrics("test");
  final ControlServer server;

  private final Heartbeat heartbeat = new Heartbeat(() -> metrics.follow(control.runs, List.of()));
  private final Readiness readiness =
      new Readiness(
          List.of(
              new Probe("disk", () -> Check.passed("disk", "room")),
              new Probe("spool", () -> Check.failed("spool", "/spool is full; free space"))));

  TestDoor(Limits limits) throws IOException {
    server =
        ControlServer.open(
            new ControlServer.Behind(control, heartbeat, readiness, metrics), token, 0, limits);
  }

  /** Waits until readiness was looked at. */
  void awaitLook() throws InterruptedException {
    if (!readiness.awaitFirstLook(Duration.ofSeconds(30))) {
      throw new AssertionError("nobody looked");
    }
  }

  Socket socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** Sends bytes, ends the sending, and reads until the other side closes. */
  String exchange(String request) throws IOException {
    try (Socket socket = socket()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return rest(socket);
    }
  }

  /** What comes until the other side closes; a reset is an end too. */
  static String rest(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[4096];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (java.net.SocketException e) {
      // cut
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
    heartbeat.close();
    readiness.close();
    metrics.close();
  }
}
