package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ClickHouse's HTTP protocol says of a request, its settings and its answer. */
interface RequestContract {

  EngineHttp clickHouse();

  @Test
  default void pingIsAnswered() throws Exception {
    assertThat(clickHouse().send(clickHouse().anonymous("/ping").GET()).body()).isEqualTo("Ok.\n");
    assertThat(clickHouse().send(clickHouse().anonymous("/").GET()).body()).isEqualTo("Ok.\n");
  }

  @Test
  default void aStatementMayStandInTheUrlTheBodyOrBoth() throws Exception {
    assertThat(clickHouse().query("SELECT 1")).isEqualTo("1\n");
    assertThat(clickHouse().fetch("query=SELECT%202").body()).isEqualTo("2\n");
    assertThat(clickHouse().post("query=SELECT", "3").body()).isEqualTo("3\n");
  }

  @Test
  default void theFormatComesFromTheTextTheHeaderOrTheParameter() throws Exception {
    assertThat(clickHouse().query("SELECT 1 AS a FORMAT JSONEachRow")).isEqualTo("{\"a\":1}\n");
    assertThat(clickHouse().post("default_format=CSV", "SELECT 'a'").body()).isEqualTo("\"a\"\n");
    HttpRequest.Builder header =
        clickHouse().request("").header("X-ClickHouse-Format", "CSVWithNames");
    HttpResponse<String> answer =
        clickHouse().send(header.POST(HttpRequest.BodyPublishers.ofString("SELECT 1 AS a")));
    assertThat(answer.body()).isEqualTo("\"a\"\n1\n");
    assertThat(answer.headers().firstValue("X-ClickHouse-Format")).hasValue("CSVWithNames");
    assertThat(answer.headers().firstValue("X-ClickHouse-Timezone")).isPresent();
    assertThat(answer.headers().firstValue("X-ClickHouse-Server-Display-Name")).isPresent();
    assertThat(answer.headers().firstValue("X-ClickHouse-Query-Id")).isPresent();
  }

  @Test
  default void settingsHoldForTheirRequestAlone() throws Exception {
    String ask = "SELECT getSetting('max_block_size'), getSetting('log_comment')";
    String usual = clickHouse().query(ask);
    String given = "max_block_size=77&log_comment=" + EngineHttp.encode("it's; a \\ 'comment'");
    assertThat(clickHouse().post(given, ask + " FORMAT TSVRaw").body())
        .isEqualTo("77\tit's; a \\ 'comment'\n");
    assertThat(clickHouse().query(ask)).isEqualTo(usual);
    assertThat(clickHouse().query("SET max_block_size = 5")).isEmpty();
    assertThat(clickHouse().query(ask)).isEqualTo(usual);
  }

  @Test
  default void theDatabaseIsTheRequests() throws Exception {
    assertThat(clickHouse().post("database=system", "SELECT currentDatabase()").body())
        .isEqualTo("system\n");
    HttpRequest.Builder header = clickHouse().request("").header("X-ClickHouse-Database", "system");
    assertThat(
            clickHouse()
                .send(header.POST(HttpRequest.BodyPublishers.ofString("SELECT currentDatabase()")))
                .body())
        .isEqualTo("system\n");
    assertThat(clickHouse().query("SELECT currentDatabase()")).isEqualTo("default\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "it's",
        "a\"b`c",
        "back\\slash",
        "tab\tand\nline\r",
        "ends with \\",
        "'; DROP TABLE x; --",
        "snow ☃ and 𝔘",
        "{name:String}",
        " ",
        "\\N",
        "nul\0byte"
      })
  default void aBoundValueArrivesAsItIs(String value) throws Exception {
    String escaped =
        value
            .replace("\\", "\\\\")
            .replace("\t", "\\t")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\0", "\\0");
    HttpResponse<String> answer =
        clickHouse()
            .post(
                "param_p=" + EngineHttp.encode(escaped),
                "SELECT hex({p:String}), length({p:String})");
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    String hex = java.util.HexFormat.of().withUpperCase().formatHex(bytes);
    assertThat(answer.body()).isEqualTo(hex + "\t" + bytes.length + "\n");
  }

  @Test
  default void valuesAreBoundByTheirType() throws Exception {
    String parameters =
        "param_a=%5B1,2%5D&param_t="
            + EngineHttp.encode("2024-02-29 01:02:03.004")
            + "&param_i=one&param_n="
            + EngineHttp.encode("\\N");
    assertThat(
            clickHouse()
                .post(
                    parameters,
                    "SELECT {a:Array(UInt8)}[2], {t:DateTime64(3,'UTC')}, {n:Nullable(String)} IS"
                        + " NULL, one FROM (SELECT 1 AS {i:Identifier})")
                .body())
        .isEqualTo("2\t2024-02-29 01:02:03.004\t1\t1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC 1 | 400 | 62 | SYNTAX_ERROR",
        "1 + 1 | 400 | 62 | SYNTAX_ERROR",
        "SELECT 1; SELECT 2 | 400 | 62 | SYNTAX_ERROR",
        "-- nothing | 400 | 62 | SYNTAX_ERROR",
        "SELECT * FROM nowhere | 404 | 60 | UNKNOWN_TABLE",
        "SELECT * FROM nowhere.t | 404 | 81 | UNKNOWN_DATABASE",
        "SELECT nothing | 404 | 47 | UNKNOWN_IDENTIFIER",
        "SELECT nofunction(1) | 404 | 46 | UNKNOWN_FUNCTION",
        "SELECT {a:String} | 500 | 456 | UNKNOWN_QUERY_PARAMETER",
        "SELECT toInt8('x') | 400 | 6 | CANNOT_PARSE_TEXT",
        "SELECT throwIf(1) | 500 | 395 | FUNCTION_THROW_IF_VALUE_IS_NON_ZERO",
        "SELECT 1 FORMAT Nope | 404 | 73 | UNKNOWN_FORMAT",
        "SELECT 1 SETTINGS no_setting = 1 | 404 | 115 | UNKNOWN_SETTING",
        "SELECT groupArray(number) FROM numbers(100000000) SETTINGS max_memory_usage = 50000000"
            + " | 500 | 241 | MEMORY_LIMIT_EXCEEDED",
        "SELECT sleep(2) SETTINGS max_execution_time = 0.5 | 408 | 159 | TIMEOUT_EXCEEDED",
        "INSERT INTO nowhere FORMAT CSV 1 | 404 | 60 | UNKNOWN_TABLE",
        "SELECT 1 INTO OUTFILE 'x' | 500 | 358 | INTO_OUTFILE_NOT_ALLOWED",
      })
  default void anErrorCarriesClickHousesCode(String sql, int status, int code, String name)
      throws Exception {
    HttpResponse<String> answer = clickHouse().post("", sql);
    assertThat(answer.body())
        .startsWith("Code: " + code + ". DB::Exception: ")
        .contains("(" + name + ")")
        .contains("(version ");
    assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code"))
        .hasValue(Integer.toString(code));
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  default void anUnknownSettingOrDatabaseInTheUrlIsNotFound() throws Exception {
    assertThat(clickHouse().post("nosetting=1", "SELECT 1").body())
        .startsWith("Code: 115.")
        .contains("nosetting");
    assertThat(clickHouse().post("no'setting=1", "SELECT 1").statusCode()).isEqualTo(404);
    assertThat(clickHouse().post("database=nowhere", "SELECT 1").statusCode()).isEqualTo(404);
  }

  @Test
  default void fetchingOnlyReads() throws Exception {
    String create = EngineHttp.encode("CREATE DATABASE forbidden");
    assertThat(clickHouse().fetch("query=" + create).body()).startsWith("Code: 164.");
    assertThat(clickHouse().fetch("query=SELECT%201&max_threads=1").body()).isEqualTo("1\n");
  }

  @Test
  default void semicolonsInTextsAndCommentsDoNotPart() throws Exception {
    assertThat(clickHouse().query("SELECT ';' /* ; */ -- ; SELECT 2\n;\n;")).isEqualTo(";\n");
    assertThat(clickHouse().query("SELECT $x$ ; SELECT $x$")).isEqualTo(" ; SELECT \n");
  }

  @Test
  default void bodiesMayBeCompressedWithGzip() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("SELECT 1".getBytes(StandardCharsets.UTF_8));
    }
    HttpRequest.Builder request =
        clickHouse()
            .request("enable_http_compression=1")
            .header("Content-Encoding", "gzip")
            .header("Accept-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()));
    HttpResponse<byte[]> answer =
        clickHouse().client().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(gzip.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("1\n");
    }
  }

  @Test
  default void aBrokenCompressedBodyIsRefused() throws Exception {
    byte[] nonsense = new byte[64];
    nonsense[17] = 40; // the frame's length
    assertThat(clickHouse().post("decompress=1", nonsense).body()).startsWith("Code: ");
    HttpRequest.Builder gzip = clickHouse().request("").header("Content-Encoding", "gzip");
    assertThat(
            clickHouse().send(gzip.POST(HttpRequest.BodyPublishers.ofByteArray(nonsense))).body())
        .startsWith("Code: ");
    HttpRequest.Builder strange = clickHouse().request("").header("Content-Encoding", "rot13");
    assertThat(
            clickHouse().send(strange.POST(HttpRequest.BodyPublishers.ofString("x"))).statusCode())
        .isNotEqualTo(200);
  }

  @Test
  default void aSessionKeepsWhatWasSetInIt() throws Exception {
    String session = "session_id=s" + ProcessHandle.current().pid() + System.nanoTime();
    assertThat(clickHouse().post(session + "&session_check=1", "SELECT 1").body())
        .startsWith("Code: 372.");
    assertThat(clickHouse().post(session, "CREATE TEMPORARY TABLE kept (a Int8)").body()).isEmpty();
    assertThat(clickHouse().post(session, "INSERT INTO kept VALUES (1), (2)").body()).isEmpty();
    assertThat(clickHouse().post(session, "SET max_block_size = 7").body()).isEmpty();
    String ask = "SELECT (SELECT count() FROM kept), getSetting('max_block_size')";
    assertThat(clickHouse().post(session + "&max_block_size=9", ask).body()).isEqualTo("2\t9\n");
    assertThat(clickHouse().post(session, ask).body()).isEqualTo("2\t7\n");
    assertThat(clickHouse().query("SELECT count() FROM kept")).startsWith("Code: 60.");
  }
}
