package datalayer.control.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import datalayer.backfill.PlanJson;
import datalayer.backfill.RunProgress;
import datalayer.control.SystemSnapshot.ClickHouseState;
import datalayer.control.VenueState;
import datalayer.feed.StreamState;
import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The documents of the API, beside those of {@link PlanJson}. Requests are read strictly: a field
 * that is misspelt or that only a newer version knows must not be passed over in an order. Answers
 * are read leniently, so that an older reader understands a newer daemon.
 */
final class Documents {

  private static final int DEEPEST = 50;

  private static final JsonMapper LENIENT =
      PlanJson.mapper()
          .rebuild()
          // The accessors of records count as getters.
          .enable(MapperFeature.AUTO_DETECT_GETTERS)
          .build();

  private static final JsonMapper STRICT =
      LENIENT
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  static {
    STRICT
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
  }

  private Documents() {}

  /** The name of a run. */
  record RunName(String run) {}

  /** A stretch of a series. */
  record Stretch(Series series, TimeRange range) {}

  /** Instruments to enter. */
  record Instruments(Collection<Instrument> instruments) {}

  /**
   * A snapshot without the runs that whoever asks knows already.
   *
   * @param mark sent with the next question, it says what is known
   * @param streams null from a daemon that knows of none
   */
  record SnapshotPart(
      String mark,
      Instant at,
      ClickHouseState clickHouse,
      List<VenueState> venues,
      @Nullable List<StreamState> streams,
      double rowsPerSecond,
      List<RunPart> runs) {}

  /**
   * A run of a snapshot.
   *
   * @param run null where the one last sent still holds
   */
  record RunPart(String id, @Nullable RunProgress run) {}

  static byte[] write(Object value) {
    try {
      return LENIENT.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(value.getClass() + " cannot be written as JSON", e);
    }
  }

  /** Reads an answer. */
  static <T> T read(byte[] json, Class<T> type) throws IOException {
    return LENIENT.readValue(json, type);
  }

  /** Reads a request. */
  static <T> T order(byte[] json, Class<T> type) throws RefusedException {
    try (JsonParser parser = STRICT.createParser(json)) {
      @Nullable T value = STRICT.readValue(parser, type);
      if (value == null) {
        throw malformed("the body is null", "Send a JSON object.");
      }
      if (parser.nextToken() != null) {
        throw malformed("something follows the JSON object", "Send one order at a time.");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw malformed(
          "%s: there is no field \"%s\"".formatted(place(e), e.getPropertyName()),
          "Known are: %s."
              .formatted(
                  e.getKnownPropertyIds().stream()
                      .map(String::valueOf)
                      .sorted()
                      .collect(Collectors.joining(", "))));
    } catch (JsonProcessingException e) {
      throw malformed("%s: %s".formatted(place(e), words(e)), "Mend the body and send it again.");
    } catch (IOException e) {
      throw malformed(String.valueOf(e.getMessage()), "Send JSON in UTF-8.");
    }
  }

  private static String words(JsonProcessingException e) {
    @Nullable Throwable cause = e.getCause();
    if (cause instanceof NullPointerException) {
      return "a field that is needed is null";
    }
    return cause instanceof IllegalArgumentException
        ? String.valueOf(cause.getMessage())
        : e.getOriginalMessage();
  }

  private static String place(JsonProcessingException e) {
    String line =
        e.getLocation() == null
            ? "body"
            : "line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return line;
    }
    String path =
        mapping.getPath().stream()
            .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
            .collect(Collectors.joining());
    return line + " (" + (path.startsWith(".") ? path.substring(1) : path) + ")";
  }

  private static RefusedException malformed(String detail, String remedy) {
    return new RefusedException(400, "Malformed body", detail, remedy);
  }
}
