package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of answers that are longer than a block. */
interface StreamContract {

  int ROWS = 300_000;

  EngineHttp clickHouse();

  @ParameterizedTest
  @CsvSource({
    "CSV,0",
    "TSV,0",
    "JSONEachRow,0",
    "CSVWithNames,1",
    "CSVWithNamesAndTypes,2",
    "TSVWithNames,1",
    "TabSeparatedWithNamesAndTypes,2",
    "JSONCompactEachRow,0",
    "JSONCompactEachRowWithNames,1",
    "JSONCompactEachRowWithNamesAndTypes,2",
    "JSONCompactStringsEachRowWithNamesAndTypes,2",
  })
  default void linesHaveOneHeader(String format, int headerLines) throws Exception {
    String answer =
        clickHouse()
            .query("SELECT number AS n, 'x' AS s FROM numbers(" + ROWS + ") FORMAT " + format);
    List<String> lines = answer.lines().toList();
    assertThat(lines.size()).isEqualTo(ROWS + headerLines);
    assertThat(new HashSet<>(lines).size()).as("no line twice").isEqualTo(ROWS + headerLines);
  }

  @ParameterizedTest
  @CsvSource({"RowBinary,0", "RowBinaryWithNames,6", "RowBinaryWithNamesAndTypes,13"})
  default void binaryRowsHaveOneHeader(String format, int header) throws Exception {
    byte[] answer =
        clickHouse().bytes("SELECT number AS \"it's\" FROM numbers(" + ROWS + ") FORMAT " + format);
    assertThat(answer.length).isEqualTo(header + ROWS * Long.BYTES);
    LongBuffer numbers =
        ByteBuffer.wrap(answer, header, ROWS * Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asLongBuffer();
    for (int i = 0; i < ROWS; i++) {
      if (numbers.get(i) != i) {
        throw new AssertionError("row " + i + " is " + numbers.get(i));
      }
    }
  }

  @Test
  default void aHeaderWithALineEndInItIsOneHeader() throws Exception {
    String answer =
        clickHouse()
            .query("SELECT number AS \"a\n\\\"b\" FROM numbers(" + ROWS + ") FORMAT CSVWithNames");
    assertThat(answer).startsWith("\"a\n\"\"b\"\n0\n1\n");
    assertThat(answer.lines()).hasSize(ROWS + 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CSVWithNames | \"n\"",
        "TSVWithNamesAndTypes | n~UInt64",
        "JSONCompactEachRowWithNames | [\"n\"]",
        "TSV | ''",
        "JSONEachRow | ''"
      })
  default void anAnswerWithoutRowsStillHasItsHeader(String format, String expected)
      throws Exception {
    String answer = clickHouse().query("SELECT number AS n FROM numbers(0) FORMAT " + format);
    assertThat(answer.strip().replace("\n", "~")).isEqualTo(expected);
  }

  @Test
  default void anEarlyErrorIsAnsweredWithItsCode() throws Exception {
    HttpResponse<String> answer =
        clickHouse()
            .post("max_block_size=100", "SELECT throwIf(number = 5000) FROM numbers(10000)");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).startsWith("Code: 395.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TSV", "RowBinary", "JSONEachRow"})
  default void aLateErrorIsSeenAsABrokenBody(String format) {
    assertThatThrownBy(() ->
            clickHouse()
                .bytes(
                    "SELECT number, throwIf(number = 3000000) FROM numbers(4000000) FORMAT "
                        + format))
        .isInstanceOf(IOException.class);
  }

  @Test
  default void totalsAndExtremesAreWhereTheFormatPutsThem() throws Exception {
    assertThat(
            clickHouse()
                .query(
                    "SELECT number % 2 AS k, count() FROM numbers(4) GROUP BY k WITH TOTALS ORDER BY k"))
        .isEqualTo("0\t2\n1\t2\n\n0\t4\n");
    assertThat(clickHouse().post("extremes=1", "SELECT number FROM numbers(3)").body())
        .isEqualTo("0\n1\n2\n\n0\n2\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON", "JSONCompact", "Pretty", "Vertical", "XML", "Parquet", "Arrow"})
  default void documentsAreWhole(String format) throws Exception {
    byte[] answer = clickHouse().bytes("SELECT number FROM numbers(100000) FORMAT " + format);
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    switch (format) {
      case "JSON", "JSONCompact" -> assertThat(text.split("\"meta\"", -1)).hasSize(2);
      case "XML" -> assertThat(text.split("<meta>", -1)).hasSize(2);
      case "Parquet" -> assertThat(text.substring(4)).startsWith("").endsWith("PAR1");
      default -> assertThat(text).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOW DATABASES LIKE 'system'",
        "EXISTS TABLE system.one",
        "DESCRIBE TABLE system.one",
        "EXPLAIN SELECT 1",
        "SHOW PROCESSLIST",
        "CHECK GRANT SELECT ON *.*",
        "(SELECT 1) UNION ALL (SELECT 2)",
        "WITH 1 AS x SELECT x"
      })
  default void everyStatementWithRowsAnswersThem(String sql) throws Exception {
    HttpResponse<String> answer = clickHouse().post("", sql);
    assertThat(answer.body()).isNotEmpty().doesNotStartWith("Code:");
  }

  @Test
  default void statementsRunSideBySide() throws Exception {
    long started = System.nanoTime();
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        answers.add(clients.submit(() -> clickHouse().query("SELECT sleep(1)")));
      }
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get()).isEqualTo("0\n");
    }
    long seconds = (System.nanoTime() - started) / 1_000_000_000;
    assertThat(seconds).as("twelve sleeps of a second at once").isLessThan(6);
  }

  @Test
  default void aStatementCanBeKilled() throws Exception {
    String mark = "SELECT 'kill " + System.nanoTime() + "', sleepEachRow(0.5) FROM numbers(100)";
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      Future<HttpResponse<String>> answer =
          one.submit(() ->
              clickHouse()
                  .post("max_block_size=1&function_sleep_max_microseconds_per_block=0", mark));
      String processes =
          " FROM system.processes WHERE startsWith(query, "
              + "'"
              + mark.replace("'", "\\'").substring(0, 14)
              + "')";
      Await.until("it runs", () -> clickHouse().query("SELECT count()" + processes).equals("1\n"));
      clickHouse().query("KILL QUERY WHERE query_id IN (SELECT query_id" + processes + ") SYNC");
      assertThat(answer.get().body()).startsWith("Code: 394.");
    }
  }

  @Test
  default void aStatementCanBeKilledByTheIdThatItsClientGave() throws Exception {
    String id = "ours-" + System.nanoTime();
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      Future<HttpResponse<String>> answer =
          one.submit(() ->
              clickHouse()
                  .post(
                      "max_block_size=1&query_id=" + id,
                      "SELECT sleepEachRow(0.5) FROM numbers(100) FORMAT JSON"));
      Await.until(
          "it was killed",
          () -> {
            clickHouse().query("KILL QUERY WHERE query_id = '" + id + "'");
            return answer.isDone();
          });
      assertThat(answer.get().body()).startsWith("Code: 394.");
      assertThat(answer.get().headers().firstValue("X-ClickHouse-Query-Id")).hasValue(id);
    }
  }

  @Test
  default void whoLeavesEndsHisStatement() throws Exception {
    String mark = "SELECT number, 'leave " + System.nanoTime() + "' FROM numbers(10000000000)";
    HttpRequest request =
        clickHouse().request("").POST(HttpRequest.BodyPublishers.ofString(mark)).build();
    HttpResponse<java.io.InputStream> answer =
        clickHouse().client().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.body().readNBytes(1000)).hasSize(1000);
    answer.body().close();
    String left =
        "SELECT count() FROM system.processes WHERE query LIKE '%leave "
            + mark.replaceAll("\\D+(\\d+)\\D+\\d+\\D*", "$1")
            + "%' AND query NOT LIKE '%processes%'";
    Await.until("the statement has ended", () -> clickHouse().query(left).equals("0\n"));
  }
}
