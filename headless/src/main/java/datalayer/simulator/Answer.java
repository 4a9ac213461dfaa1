package datalayer.simulator;

import datalayer.simulator.ArchiveContent.Listed;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** What a simulated exchange would say if it behaved. */
record Answer(int status, Map<String, String> headers, byte[] body) {

  static Answer file(Listed file, byte[] body) {
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

  static Answer xml(int status, String xml) {
    return new Answer(
        status, Map.of("Content-Type", "application/xml"), xml.getBytes(StandardCharsets.UTF_8));
  }

  Answer withBody(byte[] other) {
    return new Answer(status, headers, other);
  }
}
