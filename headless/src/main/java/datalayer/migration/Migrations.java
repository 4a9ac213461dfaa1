package datalayer.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The migrations of one database, as they lie on the class path, ascending by version. */
public record Migrations(String database, List<Migration> all) {

  private static final Pattern NAME = Pattern.compile("V(\\d{3})__[a-z0-9_]+\\.sql");

  /**
   * What was read is kept: a program does not change while it runs, whatever becomes of its file.
   */
  private static final Map<String, Migrations> READ = new ConcurrentHashMap<>();

  /**
   * The files of {@code migrations/<database>}.
   *
   * @param database {@code clickhouse} or {@code operations}
   * @throws MigrationException when a name does not fit the pattern or a number is missing or twice
   */
  public static Migrations of(String database) {
    ClassLoader classes = Migrations.class.getClassLoader();
    return READ.computeIfAbsent(database, asked -> read(asked, classes));
  }

  /** Reads them, from a folder or a jar; several threads may at once. */
  static Migrations read(String database, ClassLoader classes) {
    String folder = "migrations/" + database;
    URL url = classes.getResource(folder);
    if (url == null) {
      throw new MigrationException(
          folder + " is not on the class path: the installation is broken");
    }
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        // by the file, for of a jar's URL the JVM has no more than one file system at a time
        Path file = Path.of(jar.getJarFileURL().toURI());
        try (FileSystem files = FileSystems.newFileSystem(file)) {
          return read(database, files.getPath("/" + folder));
        }
      }
      return read(database, Path.of(url.toURI()));
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Migrations read(String database, Path folder) throws IOException {
    List<Migration> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted(Comparator.comparing(Path::toString)).toList()) {
        String name = String.valueOf(file.getFileName());
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
          throw new MigrationException(
              "%s/%s is not named like V001__what_it_does.sql".formatted(folder, name));
        }
        found.add(new Migration(Integer.parseInt(matcher.group(1)), name, Files.readString(file)));
      }
    }
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).version() != i + 1) {
        throw new MigrationException(
            "%s: %s stands where number %d is due".formatted(folder, found.get(i).name(), i + 1));
      }
    }
    return new Migrations(database, List.copyOf(found));
  }

  /**
   * Which migrations are still to be applied.
   *
   * @param applied checksum by version, as the database recorded them
   * @throws MigrationException when an applied file was changed since, or the database knows a
   *     version that this program does not
   */
  public List<Migration> pending(Map<Integer, String> applied) {
    int newest = applied.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (newest > all.size()) {
      throw new MigrationException(
          "the %s database is at migration %d, this program knows %d: it was opened by a newer version; install that one"
              .formatted(database, newest, all.size()));
    }
    List<Migration> pending = new ArrayList<>();
    for (Migration migration : all) {
      String checksum = applied.get(migration.version());
      if (checksum == null) {
        pending.add(migration);
      } else if (!checksum.equals(migration.checksum())) {
        throw new MigrationException(
            "%s was changed after it was applied to the %s database; put the file back and write the change as a new migration"
                .formatted(migration.name(), database));
      }
    }
    return List.copyOf(pending);
  }
}
