package datalayer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceFormatTest {

  @ParameterizedTest
  @ValueSource(strings = {"src", "../src/main/java", "../src/test/java"})
  void everySourceIsFormatted(String folder) throws IOException {
    assertThat(SourceFormat.unformatted(Path.of(folder)))
        .as("run mvn -q -Pformat and commit what it changes")
        .isEmpty();
  }
}
