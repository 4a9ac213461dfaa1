package datalayer.simulator;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Binance's archive on loopback: files by GET and HEAD, and the bucket's listing. It serves a
 * folder shaped like data.binance.vision, files put by a test, or both.
 */
public final class ArchiveServer implements AutoCloseable {

  private static final String LISTING = "/data.binance.vision";

  private final LoopbackServer server;
  private final ArchiveContent content;
  private final FaultScript faults;
  private volatile int pageSize = 1000;

  /**
   * Serves a source's files.
   *
   * @param port to listen on, or 0 for any free one
   * @throws IOException when the port is not to be had
   */
  public ArchiveServer(ArchiveSource source, FaultScript faults, int port) throws IOException {
    this.content = new ArchiveContent(source);
    this.faults = faults;
    this.server = new LoopbackServer("archive-server", port, this::reply);
  }

  /**
   * Serves a folder as it is, on a free port.
   *
   * @throws IOException when no port is to be had
   */
  public static ArchiveServer serving(Path folder) throws IOException {
    return new ArchiveServer(new FolderSource(folder), new FaultScript(), 0);
  }

  /** Serves what will be {@link #put}, on a free port. */
  public static ArchiveServer empty() throws IOException {
    return new ArchiveServer(ArchiveSource.NONE, new FaultScript(), 0);
  }

  /** Where the files are; a file's key follows after a slash. */
  public URI archiveAddress() {
    return server.address();
  }

  /** Where the bucket is listed; S3's query follows. */
  public URI listingAddress() {
    return URI.create(archiveAddress() + LISTING);
  }

  /** Publishes a file and its checksum, over whatever was there. */
  public void put(PackedFile file) {
    put(file.key(), file.bytes());
    put(file.checksumKey(), file.checksum().getBytes(StandardCharsets.UTF_8));
  }

  /** Publishes bytes under a key, over whatever was there. */
  public void put(String key, byte[] bytes) {
    content.put(key, bytes, Instant.EPOCH);
  }

  /** Takes a key away. */
  public void remove(String key) {
    content.remove(key);
  }

  /** The most keys a page of the listing has; 1000 as long as nobody says otherwise. */
  public void pageSize(int keys) {
    pageSize = keys;
  }

  public FaultScript faults() {
    return faults;
  }

  /** What was asked so far, in the order of arrival; an answer under way shows what it sent yet. */
  public List<ServedRequest> requests() {
    return server.requests();
  }

  /** Stops at once; hanging answers end. */
  @Override
  public void close() {
    server.close();
  }

  private LoopbackServer.Reply reply(LiveRequest request) throws IOException {
    Answer answer = trueAnswer(request.path(), request.query());
    return new LoopbackServer.Reply(answer, faults.next(request.line()));
  }

  private Answer trueAnswer(String path, String query) throws IOException {
    boolean listing = path.equals(LISTING) || path.equals(LISTING + "/");
    return listing ? listing(Query.parameters(query)) : file(path.substring(1));
  }

  private Answer file(String key) throws IOException {
    return content
        .content(key)
        .map(found -> Answer.file(found.file(), found.bytes()))
        .orElseGet(() -> Answer.noSuchKey(key));
  }

  private Answer listing(Map<String, String> query) throws IOException {
    try {
      NavigableMap<String, PublishedFile> files =
          content.under(query.getOrDefault("prefix", ""), query.getOrDefault("delimiter", ""));
      return Answer.xml(200, BucketListing.page(files, query, pageSize));
    } catch (NumberFormatException e) {
      return Answer.error(400, "InvalidArgument", "Provided max-keys not an integer");
    }
  }
}
