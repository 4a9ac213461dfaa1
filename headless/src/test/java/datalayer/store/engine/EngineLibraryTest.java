package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineLibraryTest {

  private static final String SMALL = "is-number@7.0.0";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "Linux,amd64,linux-x64-gnu",
    "Linux,aarch64,linux-arm64-gnu",
    "Mac OS X,aarch64,darwin-arm64",
    "Mac OS X,x86_64,darwin-x64",
    "Windows 11,amd64,",
    "Linux,riscv64,",
  })
  void platformsHaveTheNamesOfThePackages(String os, String architecture, String expected) {
    assertThat(EngineLibrary.platform(os, architecture).orElse(null)).isEqualTo(expected);
  }

  @Test
  void theBuildPutItWhereItIsFound() throws Exception {
    assertThat(EngineLibrary.find()).isRegularFile().hasFileName("libchdb.so");
  }

  @Test
  void twoWhoInstallAtOnceDoItOnce() throws Exception {
    Path target = directory.resolve("is-number");
    AtomicInteger placed = new AtomicInteger();
    NpmInstall npm =
        new NpmInstall(
            directory.resolve("cache"),
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    List<Future<?>> both = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 2; i++) {
        both.add(
            threads.submit(() -> {
              npm.once(
                  target,
                  modules -> {
                    placed.incrementAndGet();
                    NpmInstall.moveInto(target, modules.resolve("is-number"));
                  },
                  SMALL);
              return null;
            }));
      }
    }
    for (Future<?> one : both) {
      one.get();
    }
    assertThat(placed).hasValue(1);
    assertThat(target.resolve("package.json")).isRegularFile();
    try (Stream<Path> left = Files.list(directory.resolve("cache"))) {
      assertThat(left.map(file -> file.getFileName().toString())).containsExactly("install.lock");
    }
  }

  @Test
  void aRefusedPackageIsSaidWithWhatToDo() {
    ByteArrayOutputStream progress = new ByteArrayOutputStream();
    NpmInstall npm =
        new NpmInstall(directory, new PrintStream(progress, true, StandardCharsets.UTF_8));
    assertThatThrownBy(() -> npm.once(directory.resolve("x"), modules -> {}, "is-number@99.99.99"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("npm could not install is-number@99.99.99")
        .hasMessageContaining("npm ping");
  }

  @Test
  void aMissingNpmIsSaidWithWhatToDo() throws Exception {
    Map<String, String> bare =
        Map.of("PATH", directory.toString(), "XDG_CACHE_HOME", directory.toString());
    try (ForkedJvm build = ForkedJvm.of(bare, EngineLibraryFetch.class, EngineLibrary.VERSION)) {
      assertThat(build.rest())
          .contains("npm is needed to fetch @chdb/lib-")
          .contains("Install Node.js with npm")
          .contains("-Dengine.fetch.skip")
          .contains("CLICKHOUSE__HOST");
      assertThat(build.awaitExit()).isEqualTo(1);
    }
  }

  @Test
  void aVersionThatTheCodeDoesNotKnowIsRefused() throws Exception {
    try (ForkedJvm build = ForkedJvm.of(EngineLibraryFetch.class, "1.0.0")) {
      assertThat(build.rest()).contains("engine.version in pom.xml is 1.0.0");
      assertThat(build.awaitExit()).isEqualTo(1);
    }
  }

  @Test
  void whatIsThereIsNotFetchedAgain() throws Exception {
    try (ForkedJvm build = ForkedJvm.of(EngineLibraryFetch.class, EngineLibrary.VERSION)) {
      assertThat(build.rest()).isEmpty();
      assertThat(build.awaitExit()).isZero();
    }
  }
}
