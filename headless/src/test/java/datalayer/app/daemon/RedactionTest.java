package datalayer.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Authorization: Bearer abc.def-1 | Authorization: Bearer ***",
        "jdbc:postgresql://h/d?user=u&password=p4ss&ssl=true | jdbc:postgresql://h/d?user=u&password=***&ssl=true",
        "token=\"s3cret\" run=\"b-1\" | token=\"***\" run=\"b-1\"",
        "GET /x?signature=00ff&limit=5 | GET /x?signature=***&limit=5",
        "landed 5 rows run=\"b-1\" | landed 5 rows run=\"b-1\"",
      })
  void whatLooksSecretIsHidden(String text, String shown) {
    assertThat(Redaction.redacted(text)).isEqualTo(shown);
  }

  @Test
  void aKnownSecretIsHiddenWhereverItStands() {
    Redaction.hide("correct horse");
    Redaction.hide("abc");

    assertThat(Redaction.redacted("login as x with correct horse: abc"))
        .isEqualTo("login as x with ***: abc");
  }

  @Test
  void aVenueCannotWriteOnTheTerminal() {
    assertThat(Redaction.redacted("\u001b[2Jsymbol\u0000\u009b")).isEqualTo("?[2Jsymbol??");
  }
}
