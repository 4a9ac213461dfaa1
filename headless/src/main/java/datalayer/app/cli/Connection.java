package datalayer.app.cli;

import datalayer.app.RemoteCore;
import datalayer.app.config.ControlSettings;
import datalayer.control.ControlException;
import datalayer.control.http.ControlFile;
import datalayer.control.http.HttpControl;
import datalayer.control.http.Token;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the daemon or console that a command should go through, and says which it is. */
final class Connection {

  private final Path data;
  private final ControlSettings settings;
  private final PrintWriter err;

  Connection(Path data, ControlSettings settings, PrintWriter err) {
    this.data = data;
    this.settings = settings;
    this.err = err;
  }

  /** The one at an address the operator named. */
  RemoteCore attached(URI url) {
    return new RemoteCore(HttpControl.connect(url, tokenFor(url)));
  }

  /** The one of this data directory; empty, saying so, where none runs. */
  Optional<RemoteCore> running() {
    Optional<ControlFile> found = file();
    if (found.isEmpty()) {
      err.printf("No daemon or console runs for %s: working in the foreground.%n", data);
      return Optional.empty();
    }
    ControlFile file = found.get();
    if (!file.isOfLivingProcess()) {
      err.printf(
          "%s is of %s, which is gone: working in the foreground.%n",
          ControlFile.in(data), file.process());
      return Optional.empty();
    }
    try {
      HttpControl control = HttpControl.connect(URI.create(file.url()), new Token(file.token()));
      err.printf("Through the %s, %s.%n", file.role(), file.process());
      return Optional.of(new RemoteCore(control));
    } catch (ControlException e) {
      if (!isRefused(e)) {
        throw e;
      }
      err.printf(
          "%s names %s, and nobody listens there: working in the foreground.%n",
          ControlFile.in(data), file.url());
      return Optional.empty();
    }
  }

  private static boolean isRefused(ControlException e) {
    Throwable cause = e.getCause();
    return cause != null && cause.getCause() instanceof ConnectException;
  }

  private Token tokenFor(URI url) {
    if (!settings.token().isEmpty()) {
      return new Token(settings.token().reveal());
    }
    return file()
        .map(file -> new Token(file.token()))
        .orElseThrow(() ->
            new ControlException(
                "there is no token for %s; set DATALAYER__TOKEN to the one in its control.json, or copy that file to %s"
                    .formatted(url, ControlFile.in(data))));
  }

  private Optional<ControlFile> file() {
    try {
      return ControlFile.read(data);
    } catch (IOException e) {
      throw new ControlException(
          "%s cannot be read (%s); remove it if no daemon or console runs"
              .formatted(ControlFile.in(data), e.getMessage()),
          e);
    }
  }
}
