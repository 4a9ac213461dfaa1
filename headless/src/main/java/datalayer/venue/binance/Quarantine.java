package datalayer.venue.binance;

import datalayer.venue.ArchiveFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps what must not be trusted, for a look. */
record Quarantine(Path folder) {

  /** Moves a download here and says where it is now. */
  Path keep(ArchiveFile file, Path download, String sha256) throws IOException {
    Path kept = place(file, "." + sha256.substring(0, 12) + ".zip");
    return Files.move(download, kept, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Keeps the text of a checksum that makes no sense. */
  Path keepChecksum(ArchiveFile file, byte[] text) throws IOException {
    return Files.write(place(file, ".zip" + PublishedChecksum.ENDING), text);
  }

  /** A name of our own making: spot and futures files are named alike, and so are replacements. */
  private Path place(ArchiveFile file, String ending) throws IOException {
    Files.createDirectories(folder);
    String stem = file.path().replaceAll("\\.zip$", "").replaceAll("[^\\p{L}\\p{N}_-]+", "_");
    return folder.resolve(stem + ending);
  }
}
