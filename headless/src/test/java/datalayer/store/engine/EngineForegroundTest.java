package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineForegroundTest {

  @TempDir Path directory;

  @Test
  void itSaysHowToConnectAndServesUntilItIsToldToEnd() throws Exception {
    try (ForkedJvm jvm = ForkedJvm.of(ForegroundMain.class, directory.toString())) {
      String host = jvm.line("CLICKHOUSE__HOST=");
      String port = jvm.line("CLICKHOUSE__PORT=");
      String user = jvm.line("CLICKHOUSE__USERNAME=");
      String password = jvm.line("CLICKHOUSE__PASSWORD=");
      assertThat(jvm.line("CLICKHOUSE__DATABASE=")).isEqualTo("analytics");
      URI endpoint = URI.create("http://" + host + ":" + port);
      try (EngineHttp http = new EngineHttp(endpoint, user, password)) {
        assertThat(http.query("SELECT 1")).isEqualTo("1\n");
      }
      jvm.terminate();
      jvm.awaitExit();
    }
    TestEngine.start(EngineOptions.in(directory)).close();
  }

  @Test
  void aMissingLibraryIsSaidWithWhatToDo() throws Exception {
    Map<String, String> emptyCache = Map.of("XDG_CACHE_HOME", directory.resolve("c").toString());
    try (ForkedJvm jvm = ForkedJvm.of(emptyCache, ForegroundMain.class, directory.toString())) {
      assertThat(jvm.line("FAILED "))
          .contains(directory.resolve("c").toString())
          .contains("Run the build once with npm installed")
          .contains("CLICKHOUSE__HOST");
      assertThat(jvm.awaitExit()).isEqualTo(1);
    }
  }
}
