package datalayer.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line to a server on loopback that can be cut, as if the server were gone, and mended. */
public final class CuttableLine implements AutoCloseable {

  private final int target;
  private final int port;
  private final List<Socket> open = new ArrayList<>();
  private @Nullable ServerSocket listening;

  public CuttableLine(int target) throws IOException {
    this.target = target;
    try (ServerSocket any = listen(0)) {
      this.port = any.getLocalPort();
    }
    mend();
  }

  public int port() {
    return port;
  }

  /** Breaks every connection off and takes no new one. */
  public synchronized void cut() throws IOException {
    if (listening != null) {
      listening.close();
      listening = null;
    }
    for (Socket socket : open) {
      if (!socket.isClosed()) {
        socket.close();
      }
    }
    open.clear();
  }

  /** Takes connections again. */
  public synchronized void mend() throws IOException {
    ServerSocket server = listen(port);
    listening = server;
    Thread.ofVirtual().name("line-" + port).start(() -> accept(server));
  }

  @Override
  public void close() {
    try {
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return server;
  }

  private void accept(ServerSocket server) {
    while (true) {
      try {
        Socket caller = server.accept();
        Socket called = new Socket(InetAddress.getLoopbackAddress(), target);
        synchronized (this) {
          open.add(caller);
          open.add(called);
          if (!server.equals(listening)) {
            cut();
            return;
          }
        }
        Thread.ofVirtual().start(() -> carry(caller, called));
        Thread.ofVirtual().start(() -> carry(called, caller));
      } catch (IOException e) {
        // the line was cut
        return;
      }
    }
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one end is gone, and so is the other now
    }
  }
}
