package datalayer.console.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chromium without a display and with a profile of its own. Everything is drawn in software, as our
 * side is, and as fast as it can be: it does not wait for a screen's refresh.
 */
final class Browser implements AutoCloseable {

  static final String PROGRAM = "chromium";

  static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-frame-rate-limit",
          "--disable-gpu-vsync",
          "--hide-scrollbars",
          "--window-size=" + LightweightChartsBench.WIDTH + "," + LightweightChartsBench.HEIGHT,
          "--no-first-run",
          "--no-default-browser-check",
          "--disable-extensions",
          "--disable-sync",
          "--disable-component-update",
          "--disable-background-networking");

  private static final String LISTENING = "DevTools listening on ";
  private static final long END_SECONDS = 20;

  private final Process process;
  private final Path profile;
  private final HttpClient http = HttpClient.newHttpClient();
  private final DevTools page;

  private Browser(Process process, Path profile) throws IOException, InterruptedException {
    this.process = process;
    this.profile = profile;
    this.page = new DevTools(http, page(address(process)));
  }

  /** Where it is installed. */
  static Optional<Path> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Path program) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory("datalayer-browser-");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(FLAGS);
    command.addAll(
        List.of("--user-data-dir=" + profile, "--remote-debugging-port=0", "about:blank"));
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      return new Browser(process, profile);
    } catch (IOException | InterruptedException | RuntimeException e) {
      end(process, profile);
      throw e;
    }
  }

  DevTools page() {
    return page;
  }

  ProcessTree processes() {
    return new ProcessTree(process.pid());
  }

  /** Chromium says it on its standard error, of which nobody else wants to know. */
  private static URI address(Process process) throws IOException {
    BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
    List<String> before = new ArrayList<>();
    for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(LISTENING)) {
        Thread.ofVirtual().start(() -> lines.lines().forEach(rest -> {}));
        URI socket = URI.create(line.substring(LISTENING.length()).trim());
        return URI.create("http://127.0.0.1:" + socket.getPort());
      }
      before.add(line);
    }
    throw new IOException(
        PROGRAM + " ended before it could be spoken to: " + String.join(" | ", before));
  }

  private URI page(URI browser) throws IOException, InterruptedException {
    String list =
        http.send(
                HttpRequest.newBuilder(browser.resolve("/json/list")).build(),
                BodyHandlers.ofString())
            .body();
    for (JsonNode target : DevTools.JSON.readTree(list)) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("the browser has no page: " + list);
  }

  @Override
  public void close() throws IOException {
    page.close();
    http.shutdownNow();
    end(process, profile);
  }

  private static void end(Process process, Path profile) throws IOException {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    Process _ = process.onExit().completeOnTimeout(process, END_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    // not waited for: whose child they are by now may never ask how they ended
    all.forEach(ProcessHandle::destroyForcibly);
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (DirectoryNotEmptyException | UncheckedIOException e) {
      // a process that is about to end still writes there; a temporary folder stays
    }
  }
}
