package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of rows that a request brings. */
interface InsertContract {

  /** One block, however many rows a chunk has. */
  String ONE_BLOCK =
      "async_insert=0&max_insert_threads=1&input_format_parallel_parsing=0"
          + "&max_insert_block_size=2000000&min_insert_block_size_rows=2000000"
          + "&min_insert_block_size_bytes=1073741824";

  EngineHttp clickHouse();

  /** A database of this test's own with a table {@code t (a Int64, s String)}. */
  private String table() throws Exception {
    String database = TestEngine.freshDatabase();
    must("CREATE DATABASE " + database);
    must("CREATE TABLE " + database + ".t (a Int64, s String) ENGINE = MergeTree ORDER BY a");
    return database;
  }

  private void must(String sql) throws Exception {
    assertThat(clickHouse().query(sql)).isEmpty();
  }

  private static byte[] rowBinary(int rows, String text) {
    byte[] string = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer =
        ByteBuffer.allocate(rows * (Long.BYTES + 1 + string.length)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows; i++) {
      buffer.putLong(i).put((byte) string.length).put(string);
    }
    return buffer.array();
  }

  @Test
  default void binaryRowsBehindTheStatementAreAllThere() throws Exception {
    String database = table();
    byte[] head =
        ("INSERT INTO " + database + ".t FORMAT RowBinary\n").getBytes(StandardCharsets.UTF_8);
    byte[] rows = rowBinary(100_000, "a;\n'\0\\");
    byte[] body = ByteBuffer.allocate(head.length + rows.length).put(head).put(rows).array();
    HttpResponse<String> answer = clickHouse().post(ONE_BLOCK, body);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("X-ClickHouse-Summary").orElseThrow())
        .contains("\"written_rows\":\"100000\"");
    assertThat(
            clickHouse().query("SELECT count(), uniqExact(a), any(hex(s)) FROM " + database + ".t"))
        .isEqualTo("100000\t100000\t613B0A27005C\n");
  }

  @Test
  default void binaryRowsInTheBodyAreAllThere() throws Exception {
    String database = table();
    String insert = EngineHttp.encode("INSERT INTO " + database + ".t (a, s) FORMAT RowBinary");
    HttpResponse<String> answer =
        clickHouse().post("query=" + insert + "&" + ONE_BLOCK, rowBinary(100_000, ";;;"));
    assertThat(answer.body()).isEmpty();
    assertThat(clickHouse().query("SELECT count() FROM " + database + ".t")).isEqualTo("100000\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (1, 'a;b'), (2, 'it''s'), (1 + 2, concat('x', '\\n'));",
        "INSERT INTO t (s, a) VALUES ('a', 1) , ('b', 2)\n,('c', 3)",
        "INSERT INTO t FORMAT JSONEachRow {\"a\":1,\"s\":\";\"}{\"a\":2}\n{\"a\":3}",
        "INSERT INTO t FORMAT CSV\n1,\"x;y\"\n2,z\n3,\n",
        "INSERT INTO t SETTINGS max_insert_threads = 1 FORMAT TSV\n1\ta\n2\tb\n3\tc\n",
        "INSERT INTO t FORMAT TSV SETTINGS input_format_allow_errors_num = 1\n1\ta\nx\ty\n2\tb\n3\tc\n",
        "/* INSERT */ insert -- into\n into table t(a) select number from numbers(3)",
        "INSERT INTO t SELECT number, ';' FROM numbers(3);",
        "INSERT INTO t WITH x AS (SELECT 1 AS y) SELECT number, 'a' FROM numbers(3)",
        "WITH 3 AS n SELECT 1 FORMAT Null"
      })
  default void rowsMayFollowTheStatementInAnyForm(String insert) throws Exception {
    String database = table();
    assertThat(clickHouse().post("database=" + database, insert).body()).isEmpty();
    if (!insert.startsWith("WITH")) {
      assertThat(clickHouse().query("SELECT count() FROM " + database + ".t")).isEqualTo("3\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Native",
        "RowBinary",
        "RowBinaryWithNamesAndTypes",
        "Parquet",
        "Arrow",
        "ArrowStream",
        "ORC",
        "CSVWithNames",
        "TSVWithNamesAndTypes",
        "TSKV",
        "JSON",
        "JSONColumns",
        "JSONCompactEachRowWithNamesAndTypes",
        "Values"
      })
  default void whatAFormatWroteItReads(String format) throws Exception {
    String database = table();
    String rows =
        "SELECT toInt64(number) AS a, concat('a;b', char(10), toString(number)) AS s FROM"
            + " numbers(70000) FORMAT ";
    byte[] written = clickHouse().bytes(rows + format);
    String insert = EngineHttp.encode("INSERT INTO " + database + ".t FORMAT " + format);
    assertThat(clickHouse().post("query=" + insert, written).body()).isEmpty();
    assertThat(
            clickHouse()
                .query(
                    "SELECT count(), sum(a), uniqExact(s), countIf(startsWith(s, 'a;b\\n')) FROM "
                        + database
                        + ".t"))
        .isEqualTo("70000\t2449965000\t70000\t70000\n");
  }

  @Test
  default void brokenBinaryRowsLeaveEverybodyAlive() throws Exception {
    String database = table();
    byte[] nonsense = "no block of anybody's".getBytes(StandardCharsets.UTF_8);
    for (String format : new String[] {"Native", "RowBinary", "Parquet", "Arrow"}) {
      String insert = EngineHttp.encode("INSERT INTO " + database + ".t FORMAT " + format);
      assertThat(clickHouse().post("query=" + insert, nonsense).body()).startsWith("Code: ");
    }
    assertThat(clickHouse().query("SELECT count() FROM " + database + ".t")).isEqualTo("0\n");
  }

  @Test
  default void valuesMayBeBound() throws Exception {
    String database = table();
    String insert = "INSERT INTO " + database + ".t VALUES ({a:Int64}, {s:String})";
    assertThat(clickHouse().post("param_a=7&param_s=it%27s%5Ct", insert).body()).isEmpty();
    assertThat(clickHouse().query("SELECT * FROM " + database + ".t FORMAT CSV"))
        .isEqualTo("7,\"it's\t\"\n");
  }

  @Test
  default void anotherStatementBehindValuesIsRefused() throws Exception {
    String database = table();
    HttpResponse<String> answer =
        clickHouse().post("database=" + database, "INSERT INTO t VALUES (1, 'a'); SELECT 1");
    assertThat(answer.statusCode()).isNotEqualTo(200);
    assertThat(answer.body()).startsWith("Code: ");
  }

  @Test
  default void badRowsWriteNothingAndSayWhich() throws Exception {
    String database = table();
    HttpResponse<String> answer =
        clickHouse().post("database=" + database, "INSERT INTO t FORMAT CSV\n1,a\nx,b\n");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("Code: 27.").contains("row 2");
    assertThat(clickHouse().query("SELECT count() FROM " + database + ".t")).isEqualTo("0\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RowBinary", "CSV", "JSONEachRow"})
  default void aMillionRowsBecomeOneBlockInEveryLayer(String format) throws Exception {
    String database = table();
    must("CREATE TABLE " + database + ".blocks (rows UInt64) ENGINE = MergeTree ORDER BY rows");
    must("CREATE TABLE " + database + ".u AS " + database + ".t");
    must(
        "CREATE MATERIALIZED VIEW "
            + database
            + ".v TO "
            + database
            + ".u AS SELECT * FROM "
            + database
            + ".t");
    must(
        "CREATE MATERIALIZED VIEW "
            + database
            + ".w TO "
            + database
            + ".blocks AS SELECT count() AS rows FROM "
            + database
            + ".t");
    String rows =
        "SELECT toInt64(number) AS a, 'some text of a row' AS s FROM numbers(1100000) FORMAT ";
    byte[] body = clickHouse().bytes(rows + format);
    String insert = EngineHttp.encode("INSERT INTO " + database + ".t FORMAT " + format);
    assertThat(clickHouse().post("query=" + insert + "&" + ONE_BLOCK, body).body()).isEmpty();
    assertThat(
            clickHouse()
                .query(
                    "SELECT table, count(), sum(rows) FROM system.parts WHERE database = '"
                        + database
                        + "' AND level = 0 GROUP BY table ORDER BY table"))
        .isEqualTo("blocks\t1\t1\nt\t1\t1100000\nu\t1\t1100000\n");
    assertThat(clickHouse().query("SELECT rows FROM " + database + ".blocks"))
        .isEqualTo("1100000\n");
  }

  @Test
  default void aTokenLetsAnInsertInOnceInEveryLayer() throws Exception {
    String database = TestEngine.freshDatabase();
    must("CREATE DATABASE " + database);
    String table =
        " (a Int64, s String) ENGINE = MergeTree ORDER BY a"
            + " SETTINGS non_replicated_deduplication_window = 100";
    must("CREATE TABLE " + database + ".t" + table);
    must("CREATE TABLE " + database + ".u" + table);
    must(
        "CREATE MATERIALIZED VIEW "
            + database
            + ".v TO "
            + database
            + ".u AS SELECT * FROM "
            + database
            + ".t");
    String insert = EngineHttp.encode("INSERT INTO " + database + ".t FORMAT RowBinary");
    for (String token : new String[] {"first", "first", "second"}) {
      String parameters =
          "query="
              + insert
              + "&insert_deduplication_token="
              + token
              + "&deduplicate_blocks_in_dependent_materialized_views=1&"
              + ONE_BLOCK;
      assertThat(clickHouse().post(parameters, rowBinary(1000, "x")).body()).isEmpty();
    }
    assertThat(
            clickHouse()
                .query(
                    "SELECT (SELECT count() FROM "
                        + database
                        + ".t), (SELECT count() FROM "
                        + database
                        + ".u)"))
        .isEqualTo("2000\t2000\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 100000", "Transfer-Encoding: chunked"})
  default void aBodyThatBreaksOffWritesNothing(String framing) throws Exception {
    String database = table();
    URI endpoint = clickHouse().endpoint();
    byte[] rows = rowBinary(1000, "half");
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      OutputStream out = socket.getOutputStream();
      String insert = EngineHttp.encode("INSERT INTO " + database + ".t FORMAT RowBinary");
      String head =
          "POST /?query="
              + insert
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
              + clickHouse().credentials()
              + framing
              + "\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      if (framing.startsWith("Transfer")) {
        out.write((Integer.toHexString(rows.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      out.write(rows);
      if (framing.startsWith("Transfer")) {
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).doesNotContain("200 OK");
    }
    assertThat(clickHouse().query("SELECT count() FROM " + database + ".t")).isEqualTo("0\n");
  }
}
