package datalayer.simulator.binance;

import datalayer.market.Instrument;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import datalayer.simulator.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a question to the simulator itself. */
record AdminWords(Map<String, String> sent) {

  String word(String name) {
    String word = sent.get(name);
    if (word == null || word.isEmpty()) {
      throw new IllegalArgumentException("the parameter " + name + " is missing");
    }
    return word;
  }

  @Nullable String optional(String name) {
    return sent.get(name);
  }

  int number(String name, int otherwise) {
    String word = sent.get(name);
    return word == null ? otherwise : Integer.parseInt(word);
  }

  Series series() {
    return Series.parse(word("series"));
  }

  TimeRange range() {
    return new TimeRange(Instant.parse(word("start")), Instant.parse(word("end")));
  }

  /** One instrument by its full name, or every one whose name a regular expression is found in. */
  Predicate<Instrument> whom() {
    Pattern pattern = Pattern.compile(word("instruments"));
    return instrument -> pattern.matcher(instrument.toString()).find();
  }

  void move(SimulatedClock clock) {
    if (sent.containsKey("time")) {
      clock.set(Instant.parse(word("time")));
    }
    if (sent.containsKey("advance")) {
      clock.advance(Duration.parse(word("advance")));
    }
    if (sent.containsKey("speed")) {
      clock.speed(Double.parseDouble(word("speed")));
    }
  }

  Fault fault() {
    String name = word("fault");
    return switch (name) {
      case "status" ->
          new Fault.Status(
              number("code", 503), optional("retryAfter"), sent.getOrDefault("body", ""));
      case "truncate" -> new Fault.Truncate(number("bytes", 100));
      case "dribble" ->
          new Fault.Dribble(number("bytes", 1), Duration.parse(sent.getOrDefault("every", "PT1S")));
      case "hang" -> new Fault.HangBeforeAnswer();
      case "hang-in-body" -> new Fault.HangInBody(number("bytes", 100));
      case "close" -> new Fault.Close();
      case "flip-byte" -> Fault.flipByte(number("offset", 0));
      case "lose-frame" -> new Fault.LoseFrame();
      case "repeat-frame" -> new Fault.RepeatFrame();
      case "bare-frame" -> new Fault.BareFrame();
      case "garbage" -> new Fault.Garbage(sent.getOrDefault("text", "<html>"));
      case "drop" -> new Fault.Drop();
      case "stall" -> new Fault.Stall();
      case "half-open" -> new Fault.HalfOpen();
      default ->
          throw new IllegalArgumentException(
              "\"%s\" is no fault; there are status, truncate, dribble, hang, hang-in-body, close, flip-byte, lose-frame, repeat-frame, bare-frame, garbage, drop, stall and half-open"
                  .formatted(name));
    };
  }
}
