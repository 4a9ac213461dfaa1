package datalayer.venue.binance;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import datalayer.market.Amount;
import datalayer.market.Bar;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a frame of Binance's combined streams says, read token by token and to the last digit. */
sealed interface StreamFrame {

  /**
   * A bar.
   *
   * @param stream the name it was subscribed by: {@code btcusdt@kline_1m}
   * @param closeTime the last millisecond of the bar
   * @param eventTime milliseconds since the epoch, by Binance's clock
   */
  record OfBar(String stream, Bar bar, long closeTime, boolean closed, long eventTime)
      implements StreamFrame {}

  /** The answer to something we said. */
  record Answer() implements StreamFrame {}

  /** The server goes down soon. */
  record Shutdown() implements StreamFrame {}

  /**
   * Reads a frame.
   *
   * @throws BrokenAnswerException saying why it is none of these
   */
  static StreamFrame read(String text) throws BrokenAnswerException {
    try (JsonParser parser = Reading.FACTORY.createParser(text)) {
      StreamFrame frame = new Reading(parser).frame();
      if (parser.nextToken() != null) {
        throw new BrokenAnswerException("something follows its JSON");
      }
      return frame;
    } catch (JacksonException e) {
      throw new BrokenAnswerException(
          "it is no JSON: " + PublishedChecksum.shown(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("a text can always be read", e);
    }
  }

  /** Reads one frame. */
  final class Reading {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String MEANT = "a bar";

    /** Longer than any number of a market. */
    private static final int LONGEST_NUMBER = 120;

    private final JsonParser parser;
    private String stream = "";
    private String event = "";
    private long eventTime = -1;
    private boolean answer;
    private @Nullable Bar bar;
    private long closeTime;
    private boolean closed;

    private Reading(JsonParser parser) {
      this.parser = parser;
    }

    private StreamFrame frame() throws IOException, BrokenAnswerException {
      Json.expect(parser, JsonToken.START_OBJECT, "a frame");
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "stream" -> stream = Json.text(parser, "the name of a stream");
          case "data" -> data();
          case "error" ->
              throw new BrokenAnswerException("it is an error: " + PublishedChecksum.shown(rest()));
          case "result" -> {
            answer = true;
            parser.skipChildren();
          }
          default -> field(name);
        }
      }
      return said();
    }

    private StreamFrame said() throws BrokenAnswerException {
      if (answer) {
        return new Answer();
      }
      if (event.equals("serverShutdown")) {
        return new Shutdown();
      }
      Bar read = bar;
      if (!event.equals("kline") || read == null) {
        throw new BrokenAnswerException(
            "it says no bar, but \"%s\"".formatted(PublishedChecksum.shown(event)));
      }
      if (stream.isEmpty() || eventTime < 0) {
        throw new BrokenAnswerException("its stream or the time of its event is missing");
      }
      return new OfBar(stream, read, closeTime, closed, eventTime);
    }

    private void data() throws IOException, BrokenAnswerException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw Json.unexpected(parser, MEANT);
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        field(name);
      }
    }

    private void field(String name) throws IOException, BrokenAnswerException {
      switch (name) {
        case "e" -> event = Json.text(parser, "the kind of an event");
        case "E" -> eventTime = Json.number(parser, "the time of an event");
        case "k" -> bar();
        default -> parser.skipChildren();
      }
    }

    private void bar() throws IOException, BrokenAnswerException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw Json.unexpected(parser, MEANT);
      }
      Figures figures = new Figures();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        field(name, figures);
      }
      bar = figures.bar();
    }

    private void field(String name, Figures figures) throws IOException, BrokenAnswerException {
      switch (name) {
        case "t" -> figures.openTime = Json.number(parser, "the open time of a bar");
        case "T" -> closeTime = Json.number(parser, "the close time of a bar");
        case "n" -> figures.trades = Json.number(parser, "a number of trades");
        case "o" -> figures.open = amount("o");
        case "h" -> figures.high = amount("h");
        case "l" -> figures.low = amount("l");
        case "c" -> figures.close = amount("c");
        case "v" -> figures.volume = amount("v");
        case "q" -> figures.quoteVolume = amount("q");
        case "V" -> figures.takerBuy = amount("V");
        case "Q" -> figures.takerBuyQuote = amount("Q");
        case "x" -> {
          closed = parser.getBooleanValue();
          figures.hasFlag = true;
        }
        default -> parser.skipChildren();
      }
    }

    private Amount amount(String field) throws IOException, BrokenAnswerException {
      if (parser.currentToken() != JsonToken.VALUE_STRING && !parser.currentToken().isNumeric()) {
        throw Json.unexpected(parser, "the figure " + field);
      }
      char[] text = parser.getTextCharacters();
      int start = parser.getTextOffset();
      byte[] ascii = new byte[Math.min(parser.getTextLength(), LONGEST_NUMBER)];
      for (int i = 0; i < ascii.length; i++) {
        char c = text[start + i];
        ascii[i] = c < 128 ? (byte) c : (byte) '?';
      }
      try {
        return Amount.parse(ascii, 0, ascii.length);
      } catch (NumberFormatException e) {
        throw new BrokenAnswerException(
            "figure %s: %s"
                .formatted(field, PublishedChecksum.shown(String.valueOf(e.getMessage()))));
      }
    }

    private String rest() throws IOException {
      StringBuilder words = new StringBuilder();
      int depth = 0;
      JsonToken token = parser.currentToken();
      while (token != null) {
        if (token.isScalarValue()) {
          words.append(words.isEmpty() ? "" : " ").append(parser.getText());
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth <= 0) {
          break;
        }
        token = parser.nextToken();
      }
      return words.toString();
    }
  }

  /** The figures of a bar as far as they came. */
  final class Figures {
    private long openTime = -1;
    private long trades = -1;
    private boolean hasFlag;
    private @Nullable Amount open;
    private @Nullable Amount high;
    private @Nullable Amount low;
    private @Nullable Amount close;
    private @Nullable Amount volume;
    private @Nullable Amount quoteVolume;
    private @Nullable Amount takerBuy;
    private @Nullable Amount takerBuyQuote;

    private Bar bar() throws BrokenAnswerException {
      if (openTime < 0 || trades < 0 || !hasFlag) {
        throw new BrokenAnswerException("its open time, its trades or its flag is missing");
      }
      return new Bar(
          openTime,
          given("o", open),
          given("h", high),
          given("l", low),
          given("c", close),
          given("v", volume),
          given("q", quoteVolume),
          trades,
          given("V", takerBuy),
          given("Q", takerBuyQuote));
    }

    private static Amount given(String field, @Nullable Amount amount)
        throws BrokenAnswerException {
      if (amount == null) {
        throw new BrokenAnswerException("figure %s is missing".formatted(field));
      }
      return amount;
    }
  }
}
