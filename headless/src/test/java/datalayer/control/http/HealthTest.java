package datalayer.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What supervisors and Prometheus read. */
final class HealthTest {

  private TestDoor door;

  @BeforeEach
  void open() throws IOException {
    door = new TestDoor(Limits.defaults());
  }

  @AfterEach
  void close() {
    door.close();
  }

  private String get(String path, String headers) throws IOException {
    return door.exchange(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n"
            + headers
            + "\r\n");
  }

  @Test
  void livenessNeedsNoToken() throws IOException {
    assertThat(get("/livez", "")).startsWith("HTTP/1.1 200 ").endsWith("the process moves\n");
  }

  @Test
  void readinessNamesEachCheckAndFailsWithOne() throws Exception {
    door.awaitLook();

    assertThat(get("/readyz", ""))
        .startsWith("HTTP/1.1 503 ")
        .contains("\"ready\":false")
        .contains("{\"name\":\"disk\",\"passed\":true,\"reason\":\"room\"}")
        .contains(
            "{\"name\":\"spool\",\"passed\":false,\"reason\":\"/spool is full; free space\"}");
  }

  @Test
  void metricsAreInPrometheusWords() throws IOException {
    String metrics = get("/metrics", "Authorization: Bearer " + door.token.reveal() + "\r\n");

    assertThat(metrics)
        .startsWith("HTTP/1.1 200 ")
        .contains("datalayer_build_info{version=\"test\"} 1")
        .contains("# TYPE datalayer_rows_landed_total counter")
        .contains("datalayer_downloaded_bytes_total 0")
        .contains("datalayer_chunks_total{outcome=\"verified\"} 0")
        .contains("datalayer_runs{state=\"running\"} 0")
        .contains("# TYPE datalayer_clickhouse_ping_seconds histogram")
        .contains("jvm_memory_used_bytes");
    assertThat(get("/metrics", "Authorization: Bearer " + door.token.reveal() + "\r\n"))
        .contains("datalayer_control_requests_total{code=\"2xx\",method=\"GET\"} 1");
  }
}
