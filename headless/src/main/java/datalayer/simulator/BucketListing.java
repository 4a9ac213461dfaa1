package datalayer.simulator;

import java.util.Map;
import java.util.NavigableMap;

/** A page of an S3 bucket's listing (version 1 of the protocol), as XML. */
final class BucketListing {

  private static final int MAX_KEYS = 1000;

  private final Map<String, String> query;
  private final String prefix;
  private final String delimiter;
  private final String marker;
  private final int maxKeys;
  private final StringBuilder items = new StringBuilder();
  private String last = "";
  private int count;
  private boolean truncated;

  private BucketListing(Map<String, String> query, int maxKeys) {
    this.query = query;
    this.prefix = query.getOrDefault("prefix", "");
    this.delimiter = query.getOrDefault("delimiter", "");
    this.marker = query.getOrDefault("marker", "");
    this.maxKeys = maxKeys;
  }

  /**
   * The page that the query asks for.
   *
   * @param pageSize the most keys a page may have, whatever the query asks
   * @throws NumberFormatException when {@code max-keys} is no number
   */
  static String page(
      NavigableMap<String, PublishedFile> files, Map<String, String> query, int pageSize) {
    int asked = Integer.parseInt(query.getOrDefault("max-keys", String.valueOf(MAX_KEYS)));
    BucketListing listing = new BucketListing(query, Math.min(asked, Math.min(pageSize, MAX_KEYS)));
    listing.fill(files);
    return listing.toXml();
  }

  private void fill(NavigableMap<String, PublishedFile> files) {
    String folder = "";
    for (PublishedFile file : files.tailMap(marker, false).values()) {
      int end = delimiter.isEmpty() ? -1 : file.key().indexOf(delimiter, prefix.length());
      String name = end < 0 ? file.key() : file.key().substring(0, end + delimiter.length());
      if (end >= 0 && (name.equals(folder) || name.compareTo(marker) <= 0)) {
        continue;
      }
      if (count == maxKeys) {
        truncated = true;
        return;
      }
      folder = end < 0 ? folder : name;
      items.append(end < 0 ? contents(file) : commonPrefix(name));
      last = name;
      count++;
    }
  }

  private String toXml() {
    StringBuilder xml = new StringBuilder(200 + items.length());
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">")
        .append(element("Name", "data.binance.vision"))
        .append(element("Prefix", prefix))
        .append(element("Marker", marker));
    // S3 names the next marker only where a delimiter was given
    if (truncated && !delimiter.isEmpty()) {
      xml.append(element("NextMarker", last));
    }
    xml.append(element("MaxKeys", query.getOrDefault("max-keys", String.valueOf(MAX_KEYS))));
    if (!delimiter.isEmpty()) {
      xml.append(element("Delimiter", delimiter));
    }
    return xml.append(element("IsTruncated", String.valueOf(truncated)))
        .append(items)
        .append("</ListBucketResult>")
        .toString();
  }

  private static String contents(PublishedFile file) {
    return "<Contents>%s%s%s%s<StorageClass>STANDARD</StorageClass></Contents>"
        .formatted(
            element("Key", file.key()),
            element("LastModified", file.modified().toString()),
            element("ETag", file.etag()),
            element("Size", String.valueOf(file.size())));
  }

  private static String commonPrefix(String name) {
    return "<CommonPrefixes>" + element("Prefix", name) + "</CommonPrefixes>";
  }

  private static String element(String name, String text) {
    return "<%s>%s</%s>".formatted(name, escaped(text), name);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
