package datalayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datalayer.ledger.FullableDisk.Room;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations database as an H2 file on a disk that others fill to the last byte. */
final class FullDiskIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int ROUNDS = 12;
  private static final int WRITERS = 6;
  private static final String LONG = "no reason ".repeat(300);

  @TempDir Path folder;

  @AfterEach
  void thereIsRoomForTheNext() {
    FullableDisk.has(Room.ALL);
  }

  @Test
  void itIsWrittenWhileOthersHaveTakenAllTheRoom() {
    try (Ledger ledger = open()) {
      put(ledger, "first");
      FullableDisk.has(Room.WITHIN_FILES);
      for (int i = 0; i < 20; i++) {
        put(ledger, "https://venue-" + i + "/");
      }
      assertThat(ledger.answers()).isTrue();
      assertThat(stops(ledger)).isEqualTo(21);
    }
  }

  @Test
  void workIsRefusedBeforeTheReserveIsUsedUpAndGoesOnWithRoom() {
    try (Ledger ledger = open()) {
      FullableDisk.has(Room.WITHIN_FILES);
      AtomicLong written = new AtomicLong();
      assertThatThrownBy(
              () -> {
                while (written.get() < 20_000) {
                  put(ledger, "https://venue-" + written.get() + "/");
                  written.incrementAndGet();
                }
              })
          .isInstanceOfSatisfying(
              LedgerException.class, e -> assertThat(e.isPassing()).as("%s", e).isTrue())
          .hasMessage(
              "the operations database failed: no room on the disk of %s; free some, and it goes on"
                  .formatted(folder.resolve("operations.mv.db")));
      assertThatThrownBy(ledger::connection).hasMessageStartingWith("no room on the disk of ");
      assertThat(stops(ledger)).as("what is there can be read").isEqualTo(written.get());

      FullableDisk.has(Room.ALL);
      await("room is found", () -> isPut(ledger, "https://after/"));
      assertThat(stops(ledger)).isEqualTo(written.get() + 1);
    }
  }

  /** Without the waiting H2 2.5.252 closes the store under them, and they do not all go on. */
  @Test
  void aDiskThatTakesNothingIsWaitedForByThoseWhoWereAtIt() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<AtomicLong> written = new ArrayList<>();
    List<Thread> writers = new ArrayList<>();
    try (Ledger ledger = open()) {
      for (int i = 0; i < WRITERS; i++) {
        String venue = "https://venue-" + i + "/";
        AtomicLong count = new AtomicLong();
        written.add(count);
        writers.add(
            Thread.ofPlatform()
                .daemon()
                .start(() -> {
                  while (!over.get()) {
                    if (isPut(ledger, venue + count.get())) {
                      count.incrementAndGet();
                    }
                  }
                }));
      }
      for (int round = 0; round < ROUNDS; round++) {
        awaitAllGoOn("they write", written);
        FullableDisk.has(Room.NONE);
        await("a write waits", () -> refuses(ledger));
        FullableDisk.has(Room.ALL);
      }
      awaitAllGoOn("they go on", written);
      over.set(true);
      for (Thread writer : writers) {
        assertThat(writer.join(DEADLINE)).isTrue();
      }
      assertThat(stops(ledger)).isEqualTo(written.stream().mapToLong(AtomicLong::get).sum());
    }
  }

  @Test
  void whoEndsDoesNotWait() throws Exception {
    Ledger ledger = open();
    put(ledger, "first");
    FullableDisk.has(Room.NONE);
    Thread writer = Thread.ofPlatform().daemon().start(() -> isPut(ledger, "second"));
    await("a write waits", () -> refuses(ledger));
    ledger.waitNoLonger();
    assertThat(writer.join(DEADLINE)).isTrue();
    FullableDisk.has(Room.ALL);
    ledger.close();
    try (Ledger again = open()) {
      assertThat(stops(again)).isEqualTo(1);
    }
  }

  @Test
  void theReserveIsGivenBackAtTheEndAndDoesNotGrowWithEachCrash() throws Exception {
    Path file = folder.resolve("operations.mv.db");
    long size;
    Path image = folder.resolve("image");
    try (Ledger ledger = open()) {
      put(ledger, "first");
      size = Files.size(file);
      assertThat(size).isGreaterThan(ReservedFile.LEAST);
      // As a crash leaves it.
      Files.copy(file, image);
    }
    assertThat(Files.size(file)).isLessThan(1 << 20);

    for (int crash = 0; crash < 3; crash++) {
      Files.copy(image, file, StandardCopyOption.REPLACE_EXISTING);
      Files.delete(image);
      try (Ledger ledger = open()) {
        put(ledger, "https://crash-" + crash + "/");
        assertThat(stops(ledger)).isEqualTo(crash + 2);
        Files.copy(file, image);
      }
    }
    assertThat(Files.size(image)).isLessThan(size + (4 << 20));
  }

  @Test
  void whoCannotHaveTheFileLeavesItAsItIs() {
    try (Ledger ledger = open()) {
      put(ledger, "first");
      LedgerAddress other =
          new LedgerAddress("jdbc:h2:" + folder.resolve("operations"), "datalayer", "");
      assertThatThrownBy(() -> Ledger.open(other, InstantSource.system()))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("cannot be opened");
      put(ledger, "second");
      assertThat(stops(ledger)).isEqualTo(2);
    }
  }

  private Ledger open() {
    FullableDisk.register();
    LedgerAddress plain = LedgerAddress.inDirectory(folder);
    return Ledger.open(
        new LedgerAddress(
            plain.url().replace("jdbc:h2:retry:", LedgerAddress.IN_RESERVE + "retry:fullable:"),
            plain.username(),
            plain.password()),
        InstantSource.system());
  }

  private static void put(Ledger ledger, String venue) {
    ledger.transaction(tx -> {
      tx.stops().put(venue, Duration.ofDays(1), LONG, "nobody");
      return true;
    });
  }

  private static boolean isPut(Ledger ledger, String venue) {
    try {
      put(ledger, venue);
      return true;
    } catch (LedgerException e) {
      assertThat(e.isPassing()).as("%s", e).isTrue();
      return false;
    }
  }

  /** Asks without writing: who asks must not be the one who waits. */
  private static boolean refuses(Ledger ledger) {
    try (Connection connection = ledger.connection()) {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  private static long stops(Ledger ledger) {
    return ledger.transaction(
        tx -> tx.row("SELECT count(*) FROM venue_stop", row -> row.getLong(1)).orElseThrow());
  }

  private static void awaitAllGoOn(String what, List<AtomicLong> counts) {
    List<Long> before = counts.stream().map(AtomicLong::get).toList();
    await(
        what,
        () -> {
          for (int i = 0; i < before.size(); i++) {
            if (counts.get(i).get() <= before.get(i)) {
              return false;
            }
          }
          return true;
        });
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
