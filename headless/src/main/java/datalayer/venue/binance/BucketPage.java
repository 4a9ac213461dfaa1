package datalayer.venue.binance;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A page of an S3 listing.
 *
 * @param next the marker of the next page, empty when this is the last
 */
record BucketPage(List<Key> keys, String next) {

  private static final int MAX_KEYS = 10_000;
  private static final XMLInputFactory XML = factory();

  /**
   * A listed file.
   *
   * @param size in bytes, or -1 where the listing does not say
   */
  record Key(String name, long size) {}

  /** Reads a page; nothing when it is no listing. Document types and entities are refused. */
  static Optional<BucketPage> of(byte[] xml) {
    try {
      // decoded here, because the JDK's reader prints what it thinks of bytes that are no text
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(xml)).toString();
      XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(text));
      try {
        return new Reading(reader).page();
      } finally {
        reader.close();
      }
    } catch (CharacterCodingException | XMLStreamException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
      throw new XMLStreamException("a listing refers to nothing outside itself");
    });
    return factory;
  }

  /** Walks through the elements; what counts is an element's place, not its name alone. */
  private static final class Reading {
    private final XMLStreamReader reader;
    private final List<Key> keys = new ArrayList<>();
    private String lastPrefix = "";
    private String nextMarker = "";
    private boolean truncated;

    Reading(XMLStreamReader reader) {
      this.reader = reader;
    }

    Optional<BucketPage> page() throws XMLStreamException {
      boolean listing = false;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
          return Optional.empty();
        }
        if (event != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        if (!listing && !reader.getLocalName().equals("ListBucketResult")) {
          return Optional.empty();
        }
        if (listing) {
          child();
        }
        listing = true;
      }
      String next = next();
      boolean lost = truncated && next.isEmpty();
      return listing && !lost
          ? Optional.of(new BucketPage(List.copyOf(keys), next))
          : Optional.empty();
    }

    private void child() throws XMLStreamException {
      switch (reader.getLocalName()) {
        case "Contents" -> contents();
        case "CommonPrefixes" -> commonPrefixes();
        case "NextMarker" -> nextMarker = reader.getElementText();
        case "IsTruncated" -> truncated = reader.getElementText().strip().equals("true");
        // the top-level Prefix repeats the question and names no folder
        default -> skip();
      }
    }

    private void contents() throws XMLStreamException {
      String name = "";
      long size = -1;
      while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "Key" -> name = reader.getElementText();
          case "Size" -> size = Long.parseLong(reader.getElementText().strip());
          default -> skip();
        }
      }
      if (keys.size() == MAX_KEYS) {
        throw new XMLStreamException("a page has at most " + MAX_KEYS + " keys");
      }
      keys.add(new Key(name, size));
    }

    private void commonPrefixes() throws XMLStreamException {
      while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
        lastPrefix = reader.getElementText();
      }
    }

    private void skip() throws XMLStreamException {
      for (int depth = 1; depth > 0; ) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        }
      }
    }

    /** S3 names it only where a delimiter was given; else it is the last key or folder. */
    private String next() {
      if (!truncated || !nextMarker.isEmpty()) {
        return truncated ? nextMarker : "";
      }
      String lastKey = keys.isEmpty() ? "" : keys.getLast().name();
      return lastKey.compareTo(lastPrefix) > 0 ? lastKey : lastPrefix;
    }
  }
}
