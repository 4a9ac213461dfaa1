package datalayer.npm;

import datalayer.store.engine.EngineException;
import datalayer.store.engine.EngineLibrary;
import datalayer.store.engine.NpmInstall;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Node.js packages, installed once per user, and scripts that use them. */
public final class NodePackages {

  private static final long SECONDS = 300;

  private NodePackages() {}

  /** How a script ended: its exit code, and what it printed on both streams. */
  public record Run(int exitCode, String output) {}

  /**
   * Installs a package by its exact version unless this user has it.
   *
   * @return what {@code NODE_PATH} must be to {@code require} it
   */
  public static Path install(String name, String version) throws InterruptedException {
    String folder = name.replace('/', '+') + "@" + version;
    Path modules = EngineLibrary.cache().resolve("npm").resolve(folder).resolve("node_modules");
    try {
      new NpmInstall(EngineLibrary.cache(), System.err)
          .once(modules, from -> NpmInstall.moveInto(modules, from), name + "@" + version);
    } catch (EngineException e) {
      throw new IllegalStateException(
          "this test needs the npm package " + name + ": " + e.getMessage(), e);
    }
    return modules;
  }

  /** Runs a CommonJS script from the test resources to its end. */
  public static Run run(
      Path nodePath, URL script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add("node");
    command.add(file(script));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("NODE_PATH", nodePath.toString());
    builder.environment().putAll(environment);
    Process node = builder.start();
    try {
      String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!node.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(script + " did not end in " + SECONDS + " s");
      }
      return new Run(node.exitValue(), output);
    } finally {
      node.destroyForcibly();
    }
  }

  private static String file(URL script) {
    try {
      return Path.of(Objects.requireNonNull(script, "the script is no test resource").toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
