package datalayer.venue.binance;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a {@code .CHECKSUM}: a line of {@code sha256sum}. */
final class PublishedChecksum {

  static final String ENDING = ".CHECKSUM";

  /** A longer answer is none. */
  static final int MAX_BYTES = 4_096;

  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64})[ \\t]+\\*?(\\S+)\\s*");
  private static final int SHOWN = 80;

  private PublishedChecksum() {}

  /**
   * The checksum it gives, in lower case.
   *
   * @param name the file it must be for
   */
  static String of(byte[] bytes, String name) throws BrokenFileException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Matcher matcher = LINE.matcher(text);
    if (!matcher.matches()) {
      throw new BrokenFileException(
          "its .CHECKSUM says \"%s\", which is not 64 hexadecimal digits and a name"
              .formatted(shown(text)));
    }
    if (!matcher.group(2).equals(name)) {
      throw new BrokenFileException(
          "its .CHECKSUM is for another file, \"%s\"".formatted(shown(matcher.group(2))));
    }
    return matcher.group(1).toLowerCase(Locale.ROOT);
  }

  /** The start of a venue's text, on one line and harmless to a terminal. */
  static String shown(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
