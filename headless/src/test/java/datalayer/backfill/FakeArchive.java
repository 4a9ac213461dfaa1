package datalayer.backfill;

import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.venue.ArchiveFetch;
import datalayer.venue.ArchiveFile;
import datalayer.venue.BarArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An archive of files that a test publishes, which says what it was asked. */
final class FakeArchive implements BarArchive {

  private record Published(ArchiveFile file, List<Bar> bars, String sha256) {}

  private final Map<String, Published> files = new LinkedHashMap<>();
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  final List<String> fetched = new ArrayList<>();
  final List<String> checked = java.util.Collections.synchronizedList(new ArrayList<>());
  final List<Series> listed = java.util.Collections.synchronizedList(new ArrayList<>());
  private @Nullable String away;

  /** Publishes a file of a month or a day, named after its start; it replaces an older one. */
  ArchiveFile publish(Series series, TimeRange period, List<Bar> bars) {
    ArchiveFile.Span span =
        period.duration().toDays() > 1 ? ArchiveFile.Span.MONTH : ArchiveFile.Span.DAY;
    String path =
        "%s/%s-%s.zip".formatted(span, series.toString().replace('/', '-'), period.from());
    List<Bar> within = bars.stream().filter(b -> period.contains(b.openTime())).toList();
    ArchiveFile file = new ArchiveFile(series, path, period, span, 1000 + within.size());
    files.put(path, new Published(file, within, "%064x".formatted(within.hashCode())));
    return file;
  }

  void breaks(ArchiveFile file) {
    broken.add(file.path());
  }

  /** Does not answer from now on; null ends it. */
  void away(@Nullable String reason) {
    away = reason;
  }

  @Override
  public boolean covers(Series series) {
    return true;
  }

  @Override
  public List<ArchiveFile> list(Series series, TimeRange range) {
    listed.add(series);
    return files.values().stream()
        .map(Published::file)
        .filter(f -> f.series().equals(series) && f.period().intersection(range).isPresent())
        .sorted(Comparator.comparing(ArchiveFile::span).thenComparing(ArchiveFile::period))
        .toList();
  }

  @Override
  public ArchiveFetch fetch(ArchiveFile file) {
    fetched.add(file.path());
    if (away != null) {
      return new ArchiveFetch.Unavailable(file, away, null);
    }
    if (broken.contains(file.path())) {
      return new ArchiveFetch.Quarantined(file, Path.of("kept"), file.name() + ": is broken");
    }
    Published published = files.get(file.path());
    return published == null
        ? new ArchiveFetch.Absent(file)
        : new ArchiveFetch.Read(
            file, published.sha256(), published.file().bytes(), published.bars(), List.of());
  }

  @Override
  public Optional<String> publishedChecksum(ArchiveFile file) {
    checked.add(file.path());
    return Optional.ofNullable(files.get(file.path())).map(Published::sha256);
  }
}
