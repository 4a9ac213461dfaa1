package datalayer.backfill;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import datalayer.market.Amount;
import datalayer.market.Instrument;
import datalayer.market.RangeSet;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Requests, plans and progress as JSON, for the ledger and for the control API. A value of the
 * market is written as people write it: {@code binance:swap:BTC/USDT:USDT:1m}, {@code
 * 2026-02-01T00:00:00Z/2026-03-01T00:00:00Z}, {@code PT5M}. Unknown fields are passed over, so that
 * an older reader understands a newer writer.
 */
public final class PlanJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // What a record computes from its components is no part of it.
          .visibility(PropertyAccessor.GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .addModule(values())
          .build();

  private PlanJson() {}

  /** The mapper, for documents that hold such values. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(value.getClass() + " cannot be written as JSON", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException saying where the text is something else
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "this is no %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
    }
  }

  private static SimpleModule values() {
    SimpleModule module = new SimpleModule("market");
    add(module, Instant.class, Instant::parse);
    add(module, Duration.class, Duration::parse);
    add(module, Venue.class, Venue::parse);
    add(module, Timeframe.class, Timeframe::parse);
    add(module, Series.class, Series::parse);
    add(module, Instrument.class, text -> Series.parse(text + ":1m").instrument());
    add(module, TimeRange.class, PlanJson::range);
    // no digit passes through a double
    add(module, Amount.class, Amount::parse);
    module.addSerializer(
        RangeSet.class,
        new JsonSerializer<>() {
          @Override
          public void serialize(RangeSet set, JsonGenerator json, SerializerProvider provider)
              throws IOException {
            json.writeStartArray();
            for (TimeRange range : set.ranges()) {
              json.writeString(range.toString());
            }
            json.writeEndArray();
          }
        });
    module.addDeserializer(
        RangeSet.class,
        new StdDeserializer<>(RangeSet.class) {
          @Override
          public RangeSet deserialize(JsonParser json, DeserializationContext context)
              throws IOException {
            return RangeSet.of(json.readValueAs(TimeRange[].class));
          }
        });
    return module;
  }

  private static TimeRange range(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("\"%s\" is no range".formatted(text));
    }
    return new TimeRange(
        Instant.parse(text.substring(0, slash)), Instant.parse(text.substring(slash + 1)));
  }

  private static <T> void add(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addSerializer(
        type,
        new JsonSerializer<>() {
          @Override
          public void serialize(T value, JsonGenerator json, SerializerProvider provider)
              throws IOException {
            json.writeString(value.toString());
          }
        });
    module.addDeserializer(
        type,
        new StdDeserializer<>(type) {
          @Override
          public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getText();
            try {
              return parse.apply(text);
            } catch (RuntimeException e) {
              throw context.weirdStringException(text, type, String.valueOf(e.getMessage()));
            }
          }
        });
  }
}
