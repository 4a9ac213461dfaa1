package datalayer.simulator;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** What a simulated exchange would say if it behaved. */
@SuppressWarnings("ArrayRecordComponent") // answers are sent, never compared
public record Answer(int status, Map<String, String> headers, byte[] body) {

  static Answer file(PublishedFile file, byte[] body) {
    String modified =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(file.modified().atOffset(ZoneOffset.UTC));
    String type = file.key().endsWith(".zip") ? "application/zip" : "binary/octet-stream";
    return new Answer(
        200, Map.of("Content-Type", type, "ETag", file.etag(), "Last-Modified", modified), body);
  }

  static Answer noSuchKey(String key) {
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>\
        <Key>%s</Key><RequestId>0</RequestId><HostId>0</HostId></Error>\
        """
            .formatted(BucketListing.escaped(key));
    return xml(404, xml);
  }

  static Answer error(int status, String code, String message) {
    return xml(
        status,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>%s</Code><Message>%s</Message></Error>\
        """
            .formatted(code, message));
  }

  /** JSON, as the exchanges' REST sends it. */
  public static Answer json(int status, String json) {
    return new Answer(
        status,
        Map.of("Content-Type", "application/json;charset=UTF-8"),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** The same answer with these headers too. */
  public Answer with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body);
  }

  static Answer xml(int status, String xml) {
    return new Answer(
        status, Map.of("Content-Type", "application/xml"), xml.getBytes(StandardCharsets.UTF_8));
  }

  /** The same answer with another body. */
  public Answer withBody(byte[] other) {
    return new Answer(status, headers, other);
  }
}
