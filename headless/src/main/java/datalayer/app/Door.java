package datalayer.app;

import datalayer.control.http.ControlFile;
import datalayer.control.http.ControlServer;
import datalayer.control.http.ControlServer.Behind;
import datalayer.control.http.Limits;
import datalayer.control.http.ProcessMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control API of a data directory while it is open, with {@code control.json} telling of it.
 */
final class Door implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final ControlServer server;
  private final ControlFile file;
  private final Path data;

  private Door(ControlServer server, ControlFile file, Path data) {
    this.server = server;
    this.file = file;
    this.data = data;
  }

  /**
   * Opens the door. Who calls it holds the data directory's lock, so a {@code control.json} that is
   * there was left by a process that is gone.
   *
   * @throws StartException when the port is taken or the file cannot be written
   */
  static Door open(Behind behind, DoorOptions options, Path data) {
    ControlServer server = listen(behind, options);
    ControlFile file =
        new ControlFile(
            server.address().toString(),
            options.token().reveal(),
            ProcessMark.own(),
            options.role());
    try {
      file.write(data);
    } catch (IOException e) {
      server.close();
      throw new StartException(
          "%s cannot be written: %s; make the data directory writable, or choose another with --data-dir"
              .formatted(ControlFile.in(data), e.getMessage()),
          e);
    }
    LOG.atInfo().addKeyValue("url", file.url()).addKeyValue("role", file.role()).log("door open");
    return new Door(server, file, data);
  }

  URI address() {
    return server.address();
  }

  /** First nobody finds it any more, then it closes. */
  @Override
  public void close() {
    try {
      file.remove(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      server.close();
    }
  }

  private static ControlServer listen(Behind behind, DoorOptions options) {
    try {
      return ControlServer.open(behind, options.token(), options.port(), Limits.defaults());
    } catch (IOException e) {
      if (options.anyPortWillDo()) {
        LOG.atWarn()
            .addKeyValue("port", options.port())
            .log("the control API's port is taken; another one is used");
        return listen(behind, options.onPort(0));
      }
      throw new StartException(
          "the control API cannot listen on 127.0.0.1:%d (%s); set CONTROL__PORT to another port, or to 0 for any free one"
              .formatted(options.port(), e.getMessage()),
          e);
    }
  }
}
