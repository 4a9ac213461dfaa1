package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** ClickHouse's HTTP protocol, request by request. */
final class EngineProtocolTest {

  private static final EngineHttp ENGINE = new EngineHttp(TestEngine.shared());

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @Test
  void aStatementInTheBodyIsAnswered() throws Exception {
    assertThat(ENGINE.query("SELECT version(), timezone()")).isEqualTo("26.7.2.1\tUTC\n");
  }

  @Test
  void aStatementInTheUrlIsAnswered() throws Exception {
    assertThat(ENGINE.fetch("query=" + EngineHttp.encode("SELECT 1")).body()).isEqualTo("1\n");
  }

  @Test
  void anUnknownTableIsNotFound() throws Exception {
    var answer = ENGINE.post("", "SELECT * FROM nowhere");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).hasValue("60");
    assertThat(answer.body()).startsWith("Code: 60. DB::Exception: ").contains("(UNKNOWN_TABLE)");
  }
}
