package datalayer.venue.binance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import datalayer.market.Amount;
import datalayer.market.Instrument;
import datalayer.venue.ListedInstrument;
import datalayer.venue.http.RequestLimit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer of {@code exchangeInfo}: what is listed, and what may be asked of the market. Names
 * that are new to us are passed over.
 *
 * @param passedOver what is listed and is no instrument of ours
 */
record CataloguePage(
    List<ListedInstrument> instruments, List<String> passedOver, List<RequestLimit> limits) {

  private static final String MEANT = "a catalogue";

  /** What Binance writes where a contract has no end. */
  private static final long NO_DELIVERY = 4_133_404_800_000L;

  static CataloguePage read(byte[] body, RestMarket.Kind market) throws BrokenAnswerException {
    return Json.read(body, MEANT, parser -> new Reading(parser, market).page());
  }

  private static final class Reading {
    private final JsonParser parser;
    private final RestMarket.Kind market;
    private final List<ListedInstrument> instruments = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private final List<RequestLimit> limits = new ArrayList<>();
    private boolean symbols;

    Reading(JsonParser parser, RestMarket.Kind market) {
      this.parser = parser;
      this.market = market;
    }

    CataloguePage page() throws IOException, BrokenAnswerException {
      Json.expect(parser, JsonToken.START_OBJECT, MEANT);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "rateLimits" -> each(() -> limit(fields()));
          case "symbols" -> {
            symbols = true;
            each(() -> symbol(fields()));
          }
          default -> parser.skipChildren();
        }
      }
      if (!symbols) {
        throw new BrokenAnswerException("its answer is no catalogue: it has no \"symbols\"");
      }
      return new CataloguePage(instruments, passedOver, limits);
    }

    private interface Step {
      void take() throws IOException, BrokenAnswerException;
    }

    private void each(Step step) throws IOException, BrokenAnswerException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw Json.unexpected(parser, "an array");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw Json.unexpected(parser, "an object");
        }
        step.take();
      }
    }

    /** The plain values of the object at the parser, and the tick size among its filters. */
    private Map<String, String> fields() throws IOException, BrokenAnswerException {
      Map<String, String> fields = new HashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (token.isScalarValue()) {
          fields.put(name, parser.getText());
        } else if (name.equals("filters") && token == JsonToken.START_ARRAY) {
          each(() -> {
            String tick = fields().get("tickSize");
            if (tick != null) {
              fields.put("tickSize", tick);
            }
          });
        } else {
          parser.skipChildren();
        }
      }
      return fields;
    }

    private void limit(Map<String, String> fields) throws BrokenAnswerException {
      RequestLimit.Kind kind =
          switch (fields.getOrDefault("rateLimitType", "")) {
            case "REQUEST_WEIGHT" -> RequestLimit.Kind.WEIGHT;
            case "RAW_REQUESTS" -> RequestLimit.Kind.REQUESTS;
            default -> null;
          };
      if (kind == null) {
        return;
      }
      long unit =
          switch (fields.getOrDefault("interval", "")) {
            case "SECOND" -> 1;
            case "MINUTE" -> 60;
            case "HOUR" -> 3_600;
            case "DAY" -> 86_400;
            default -> throw broken("interval", fields);
          };
      Duration window = Duration.ofSeconds(unit * number("intervalNum", fields));
      long most = number("limit", fields);
      if (window.isZero() || most < 1) {
        throw broken("limit", fields);
      }
      limits.add(new RequestLimit(kind, window, most));
    }

    private void symbol(Map<String, String> fields) throws BrokenAnswerException {
      String name = fields.get("symbol");
      String status = fields.get("status");
      if (name == null || status == null) {
        throw broken(name == null ? "symbol" : "status", fields);
      }
      Instrument instrument = instrument(fields);
      if (instrument == null || !BinanceSymbols.covers(instrument)) {
        passedOver.add(name);
        return;
      }
      long delivery = optional("deliveryDate", fields);
      long onboard = optional("onboardDate", fields);
      String tick = fields.get("tickSize");
      instruments.add(
          new ListedInstrument(
              instrument,
              name,
              status,
              status.equals("TRADING"),
              onboard <= 0 ? null : Instant.ofEpochMilli(onboard),
              delivery <= 0 || delivery == NO_DELIVERY ? null : Instant.ofEpochMilli(delivery),
              tick == null ? null : amount(tick, fields)));
    }

    /** Our name for it, or null where we have none. */
    private @Nullable Instrument instrument(Map<String, String> fields)
        throws BrokenAnswerException {
      String base = fields.getOrDefault("baseAsset", "");
      String quote = fields.getOrDefault("quoteAsset", "");
      String margin = fields.getOrDefault("marginAsset", "");
      try {
        if (market == RestMarket.Kind.SPOT) {
          return BinanceSymbols.spot(base, quote);
        }
        return switch (fields.getOrDefault("contractType", "")) {
          case "PERPETUAL", "TRADIFI_PERPETUAL" -> BinanceSymbols.perpetual(base, quote, margin);
          case "CURRENT_QUARTER", "NEXT_QUARTER" ->
              BinanceSymbols.future(base, quote, margin, day(number("deliveryDate", fields)));
          default -> null;
        };
      } catch (IllegalArgumentException e) {
        return null;
      }
    }

    private static LocalDate day(long millis) {
      return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    private static Amount amount(String text, Map<String, String> fields)
        throws BrokenAnswerException {
      try {
        return Amount.parse(text);
      } catch (NumberFormatException e) {
        throw broken("tickSize", fields);
      }
    }

    private static long optional(String name, Map<String, String> fields)
        throws BrokenAnswerException {
      return fields.containsKey(name) ? number(name, fields) : 0;
    }

    private static long number(String name, Map<String, String> fields)
        throws BrokenAnswerException {
      String text = fields.getOrDefault(name, "");
      if (!text.matches("\\d{1,15}")) {
        throw broken(name, fields);
      }
      return Long.parseLong(text);
    }

    private static BrokenAnswerException broken(String name, Map<String, String> fields) {
      return new BrokenAnswerException(
          "its catalogue says %s where %s of %s is expected"
              .formatted(
                  PublishedChecksum.shown(fields.getOrDefault(name, "nothing")),
                  name,
                  PublishedChecksum.shown(
                      fields.getOrDefault("symbol", fields.getOrDefault("rateLimitType", "it")))));
    }
  }
}
