package datalayer.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger on the H2 file of a desktop. */
final class H2LedgerTest extends LedgerContract {

  @TempDir Path directory;

  @Override
  LedgerAddress address() {
    return LedgerAddress.inDirectory(directory);
  }

  @Override
  boolean isShared() {
    return false;
  }

  @Test
  void anAddressOfNoDatabaseWeKnowIsRefused() {
    assertThatThrownBy(() -> new LedgerAddress("jdbc:mysql://x/y", "u", "p"))
        .hasMessage(
            "OPERATIONS__URL is \"jdbc:mysql://x/y\"; it must start with jdbc:postgresql: or jdbc:h2:");
  }

  @Test
  void aServerThatIsNotThereIsNamedWithWhatToCheck() {
    LedgerAddress nowhere =
        new LedgerAddress("jdbc:postgresql://127.0.0.1:1/x?connectTimeout=1", "u", "secret");
    assertThatThrownBy(() -> Ledger.open(nowhere, InstantSource.system()))
        .isInstanceOf(LedgerException.class)
        .hasMessageStartingWith(
            "the operations database jdbc:postgresql://127.0.0.1:1/x?connectTimeout=1 as u cannot be opened: ")
        .hasMessageEndingWith(
            "check OPERATIONS__URL, OPERATIONS__USERNAME and OPERATIONS__PASSWORD")
        .message()
        .doesNotContain("secret");
  }
}
