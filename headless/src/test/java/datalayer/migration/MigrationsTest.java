package datalayer.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations as an installed program has them, in a jar; the other tests read them in a folder. */
final class MigrationsTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 25;

  @TempDir Path directory;

  private URLClassLoader jar(String... names) throws IOException {
    Path jar = directory.resolve("some program.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream entries = new ZipOutputStream(file)) {
      entries.putNextEntry(new ZipEntry("migrations/"));
      entries.putNextEntry(new ZipEntry("migrations/clickhouse/"));
      for (String name : names) {
        entries.putNextEntry(new ZipEntry("migrations/clickhouse/" + name));
        entries.write(("-- " + name).getBytes(StandardCharsets.UTF_8));
      }
    }
    return new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
  }

  @Test
  void areReadFromAJarInTheirOrder() throws Exception {
    try (URLClassLoader classes = jar("V002__second.sql", "V001__first.sql")) {
      assertThat(Migrations.read("clickhouse", classes).all())
          .extracting(Migration::name)
          .containsExactly("V001__first.sql", "V002__second.sql");
    }
  }

  /** A daemon's store and whoever asks whether it is ready read them whenever they need to. */
  @Test
  void areReadFromAJarBySeveralThreadsAtOnce() throws Exception {
    try (URLClassLoader classes = jar("V001__first.sql", "V002__second.sql");
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      CyclicBarrier together = new CyclicBarrier(THREADS);
      List<Callable<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        readers.add(() -> {
          int read = 0;
          for (int round = 0; round < ROUNDS; round++) {
            together.await(20, TimeUnit.SECONDS);
            read += Migrations.read("clickhouse", classes).all().size();
          }
          return read;
        });
      }
      for (Future<Integer> reader : threads.invokeAll(readers)) {
        assertThat(reader.get()).isEqualTo(2 * ROUNDS);
      }
    }
  }

  @Test
  void aStrangeNameAMissingNumberAndAMissingFolderAreNamed() throws Exception {
    try (URLClassLoader classes = jar("V001__first.sql", "notes.txt")) {
      assertThatThrownBy(() -> Migrations.read("clickhouse", classes))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("notes.txt is not named like V001__what_it_does.sql");
      assertThatThrownBy(() -> Migrations.read("operations", classes))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("migrations/operations is not on the class path");
    }
    try (URLClassLoader classes = jar("V001__first.sql", "V003__third.sql")) {
      assertThatThrownBy(() -> Migrations.read("clickhouse", classes))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("V003__third.sql stands where number 2 is due");
    }
  }
}
