package datalayer.venue.binance;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Binance's JSON, token by token: no digit passes through a double, and no tree is built. */
final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Reads with a parser that stands before the first token. */
  @FunctionalInterface
  interface Reading<T> {
    T of(JsonParser parser) throws IOException, BrokenAnswerException;
  }

  /**
   * Reads a whole body, to its last byte.
   *
   * @param meant for people: {@code bars}
   */
  static <T> T read(byte[] body, String meant, Reading<T> reading) throws BrokenAnswerException {
    try (JsonParser parser = FACTORY.createParser(body)) {
      T read = reading.of(parser);
      if (parser.nextToken() != null) {
        throw new BrokenAnswerException("its answer goes on behind the JSON of " + meant);
      }
      return read;
    } catch (JacksonException e) {
      long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
      throw new BrokenAnswerException(
          "its answer is no JSON of %s: it breaks at byte %d of %d; it starts with \"%s\""
              .formatted(meant, Math.max(0, at), body.length, start(body)));
    } catch (IOException e) {
      throw new IllegalStateException("an array of bytes can always be read", e);
    }
  }

  /** Moves to the next token, which must be of this kind. */
  static void expect(JsonParser parser, JsonToken token, String meant)
      throws IOException, BrokenAnswerException {
    if (parser.nextToken() != token) {
      throw unexpected(parser, meant);
    }
  }

  static BrokenAnswerException unexpected(JsonParser parser, String meant) throws IOException {
    JsonToken found = parser.currentToken();
    String shown = found == null ? "its end" : PublishedChecksum.shown(parser.getText());
    return new BrokenAnswerException(
        "its answer has %s where %s is expected".formatted(shown, meant));
  }

  /** The whole number at the parser. */
  static long number(JsonParser parser, String meant) throws IOException, BrokenAnswerException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw unexpected(parser, meant);
    }
    return parser.getLongValue();
  }

  /** The text at the parser. */
  static String text(JsonParser parser, String meant) throws IOException, BrokenAnswerException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected(parser, meant);
    }
    return parser.getText();
  }

  private static String start(byte[] body) {
    return PublishedChecksum.shown(
        new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8));
  }
}
