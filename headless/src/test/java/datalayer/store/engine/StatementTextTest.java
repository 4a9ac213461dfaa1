package datalayer.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a statement ends and its data begins. */
final class StatementTextTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "INSERT INTO t FORMAT CSV 1,2 | INSERT INTO t | CSV | 1,2",
        "insert into t(a, b) format TSV 1 | insert into t(a, b) | TSV | 1",
        "INSERT INTO t VALUES (1);(2) | INSERT INTO t | Values | ~ (1);(2)~",
        "INSERT INTO TABLE d.t (a) VALUES(1) | INSERT INTO TABLE d.t (a) | Values | (1)",
        "INSERT INTO `format`.values FORMAT CSV x | INSERT INTO `format`.values | CSV | x",
        "INSERT INTO values VALUES (1) | INSERT INTO values | Values | ~ (1)~",
        "INSERT INTO t /* FORMAT X */ FORMAT CSV x | INSERT INTO t | CSV | x",
        "INSERT INTO t (`a)`, \"FORMAT\") FORMAT CSV x | INSERT INTO t (`a)`, \"FORMAT\") | CSV | x",
        "INSERT INTO FUNCTION file('x', 'CSV') FORMAT CSV x"
            + " | INSERT INTO FUNCTION file('x', 'CSV') | CSV | x",
        "INSERT INTO t SETTINGS a = 1 FORMAT CSV x | INSERT INTO t SETTINGS a = 1 | CSV | x",
        "INSERT INTO t FORMAT CSV SETTINGS a = 'b', c = 2 x"
            + " | INSERT INTO t SETTINGS a = 'b', c = 2 | CSV | x",
        "INSERT INTO t (a) | INSERT INTO t (a) | Values | ~~",
      })
  void anInsertIsSplit(String text, String statement, String format, String data) {
    InsertHead head = InsertHead.of(bytes(text)).orElseThrow();
    assertThat(new String(head.statement(), StandardCharsets.UTF_8)).isEqualTo(statement);
    assertThat(head.format()).isEqualTo(format);
    assertThat(text.substring(head.data())).isEqualTo(data);
  }

  @Test
  void oneLineEndBeforeTheDataIsNotData() {
    for (String between : new String[] {" ", "\n", " \n", "\t\r\n"}) {
      String text = "INSERT INTO t FORMAT TSV" + between + "\n\tx";
      int data = InsertHead.of(bytes(text)).orElseThrow().data();
      String expected = between.endsWith("\n") ? "\n\tx" : "\tx";
      assertThat(text.substring(data)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "INSERT INTO t SELECT 1 FORMAT CSV",
        "INSERT INTO t (a) SELECT 'x' AS format",
        "INSERT INTO t WITH x AS (SELECT 1) SELECT * FROM x",
        "INSERT INTO t (a) (SELECT 1)",
        "INSERT INTO t FROM INFILE 'x' FORMAT CSV",
        "CREATE TABLE insert (a Int8) ENGINE = Memory",
        "-- INSERT INTO t VALUES (1)",
        ""
      })
  void whatBringsNoDataIsNotSplit(String text) {
    assertThat(InsertHead.of(bytes(text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1 FORMAT JSON | true | JSON",
        "select 'FORMAT CSV' | true | ",
        "SELECT (SELECT 1 FORMAT CSV) | true | ",
        "WITH 1 AS x SELECT x FORMAT TSV -- FORMAT CSV | true | TSV",
        "(SELECT 1) FORMAT CSV | true | CSV",
        "SELECT 1 FORMAT CSV SETTINGS max_threads = 1 | true | CSV",
        "SELECT k, count() FROM t GROUP BY k WITH TOTALS | false | ",
        "SHOW TABLES FORMAT CSV | false | CSV",
        "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x | false | ",
      })
  void rowsAndFormatAreSeen(String text, boolean rows, String format) {
    StatementText known = StatementText.of(bytes(text));
    assertThat(known.rows()).isEqualTo(rows);
    assertThat(known.format()).isEqualTo(Optional.ofNullable(format));
    assertThat(known.empty()).isFalse();
    assertThat(known.outfile()).isFalse();
  }

  @Test
  void emptyTextsAndOutfilesAreSeen() {
    assertThat(StatementText.of(bytes(" -- x\n/* y */")).empty()).isTrue();
    assertThat(StatementText.of(bytes("SELECT 1 INTO /* */ OUTFILE 'x'")).outfile()).isTrue();
  }
}
