package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.npm.NodePackages;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** ClickHouse's JavaScript client, which nobody here wrote, does its work. */
interface NodeClientContract {

  String VERSION = "1.23.1";

  ClickHouseUnderTest server();

  @Test
  default void theJavaScriptClientDoesItsWork() throws Exception {
    Path packages = NodePackages.install("@clickhouse/client", VERSION);
    NodePackages.Run run =
        NodePackages.run(
            packages,
            Objects.requireNonNull(NodeClientContract.class.getResource("clickhouse-client.cjs")),
            Map.of(
                "URL", server().endpoint().toString(),
                "USER_NAME", server().user(),
                "PASSWORD", server().password(),
                "DATABASE", TestEngine.freshDatabase()));
    assertThat(run.output()).endsWith("all holds\n");
    assertThat(run.exitCode()).isZero();
  }
}
