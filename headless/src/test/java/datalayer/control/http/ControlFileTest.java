package datalayer.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlFileTest {

  @TempDir Path data;

  private static ControlFile file(ProcessMark process) {
    return new ControlFile("http://127.0.0.1:1", Token.random().reveal(), process, "daemon");
  }

  @Test
  void isReadAsWrittenByItsOwnerOnly() throws Exception {
    ControlFile own = file(ProcessMark.own());
    own.write(data);

    assertThat(ControlFile.read(data)).contains(own);
    assertThat(Files.getPosixFilePermissions(ControlFile.in(data)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(data).isDirectoryContaining(f -> f.equals(ControlFile.in(data)));
    assertThat(own.isOfLivingProcess()).isTrue();
    assertThat(own.toString()).doesNotContain(own.token());
  }

  @Test
  void anotherProcessOfTheSameNumberIsNotTheOneThatWroteIt() {
    long pid = ProcessHandle.current().pid();

    assertThat(file(new ProcessMark(pid, "1")).isOfLivingProcess()).isFalse();
    assertThat(file(new ProcessMark(Integer.MAX_VALUE, "1")).isOfLivingProcess()).isFalse();
  }

  @Test
  void whatAnotherProcessPutThereStays() throws Exception {
    ControlFile old = file(ProcessMark.own());
    old.write(data);
    ControlFile other = file(ProcessMark.own());
    other.write(data);

    old.remove(data);
    assertThat(ControlFile.read(data)).contains(other);
    other.remove(data);
    assertThat(ControlFile.read(data)).isEmpty();
    assertThat(data).isEmptyDirectory();
  }
}
