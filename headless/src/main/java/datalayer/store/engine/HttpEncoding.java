package datalayer.store.engine;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/** The content encodings of HTTP bodies that ClickHouse's clients ask for. */
enum HttpEncoding {
  IDENTITY,
  GZIP,
  LZ4,
  ZSTD;

  private static final int BUFFER = 64 << 10;

  /** The encoding of a request's body. */
  static HttpEncoding ofBody(EngineRequest request) throws StatementException {
    String name = request.header("Content-Encoding").orElse("identity");
    for (HttpEncoding encoding : values()) {
      if (encoding.header().equalsIgnoreCase(name)) {
        return encoding;
      }
    }
    throw StatementException.of(
        89,
        "UNKNOWN_COMPRESSION_METHOD",
        "the embedded engine reads bodies as identity, gzip, lz4 or zstd, not as " + name);
  }

  /** The encoding of an answer: the first that the client names and we have, where it wants one. */
  static HttpEncoding ofAnswer(EngineRequest request) {
    Optional<String> accepted = request.header("Accept-Encoding");
    if (accepted.isPresent() && request.flag("enable_http_compression")) {
      for (String name : accepted.get().toLowerCase(Locale.ROOT).split("[,;\\s]+", -1)) {
        for (HttpEncoding encoding : values()) {
          if (encoding.header().equals(name)) {
            return encoding;
          }
        }
      }
    }
    return IDENTITY;
  }

  String header() {
    return name().toLowerCase(Locale.ROOT);
  }

  InputStream decode(InputStream body) throws IOException {
    return switch (this) {
      case IDENTITY -> body;
      case GZIP -> new GZIPInputStream(body, BUFFER);
      case LZ4 -> new LZ4FrameInputStream(body);
      case ZSTD -> new ZstdInputStream(body);
    };
  }

  OutputStream encode(OutputStream body) throws IOException {
    return switch (this) {
      case IDENTITY -> body;
      case GZIP -> new GZIPOutputStream(body, BUFFER, true);
      case LZ4 -> new LZ4FrameOutputStream(body);
      case ZSTD -> new ZstdOutputStream(body);
    };
  }
}
