package datalayer.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.util.List;

/**
 * A {@link BackfillRequest} as text, for the ledger and for programs.
 *
 * @param from milliseconds since the epoch, inclusive
 * @param to exclusive
 */
public record RequestJson(
    String title,
    List<Listed> instruments,
    List<String> timeframes,
    long from,
    long to,
    Load load,
    int maxConcurrency) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An instrument, in plain values. */
  public record Listed(String venue, String type, String symbol) {}

  public static String write(BackfillRequest request) {
    RequestJson plain =
        new RequestJson(
            request.title(),
            request.instruments().stream()
                .map(i -> new Listed(i.venue().label(), i.type().label(), i.symbol()))
                .toList(),
            request.timeframes().stream().map(Timeframe::label).toList(),
            request.range().from().toEpochMilli(),
            request.range().to().toEpochMilli(),
            request.load(),
            request.maxConcurrency());
    try {
      return JSON.writeValueAsString(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request cannot be written", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when the text is something else
   */
  public static BackfillRequest read(String json) {
    RequestJson plain;
    try {
      plain = JSON.readValue(json, RequestJson.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "this is no backfill request: " + e.getOriginalMessage(), e);
    }
    return new BackfillRequest(
        plain.title(),
        plain.instruments().stream()
            .map(
                i -> new Instrument(Venue.parse(i.venue()), MarketType.parse(i.type()), i.symbol()))
            .toList(),
        plain.timeframes().stream().map(Timeframe::parse).toList(),
        TimeRange.ofMillis(plain.from(), plain.to()),
        plain.load(),
        plain.maxConcurrency());
  }
}
