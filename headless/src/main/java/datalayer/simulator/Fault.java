package datalayer.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A way in which a simulated exchange misbehaves. */
public sealed interface Fault {

  /** Answers with this status; {@code retryAfter} is the header's text, or null for none. */
  record Status(int code, @Nullable String retryAfter, String body) implements Fault {}

  /** Sends another body than the true one, with a matching length. */
  record Rewrite(UnaryOperator<byte[]> rewrite) implements Fault {}

  /** Promises the whole body and closes the connection after some of its bytes. */
  record Truncate(long sent) implements Fault {}

  /** Sends the body a few bytes at a time. */
  record Dribble(int bytes, Duration every) implements Fault {}

  /** Takes the request and never answers. */
  record HangBeforeAnswer() implements Fault {}

  /** Sends the head and some bytes of the body, and then nothing more. */
  record HangInBody(long sent) implements Fault {}

  /** Closes the connection without an answer. */
  record Close() implements Fault {}

  /** Sends the client elsewhere. */
  record Redirect(String location) implements Fault {}

  /** A way in which a stream misbehaves at one of its frames. */
  sealed interface OfStream extends Fault {}

  /** Never sends the frame. */
  record LoseFrame() implements OfStream {}

  /** Sends the frame twice. */
  record RepeatFrame() implements OfStream {}

  /** Sends the frame without its bar. */
  record BareFrame() implements OfStream {}

  /** Sends this text instead of the frame. */
  record Garbage(String text) implements OfStream {}

  /** Breaks the connection off instead of sending the frame, without a word. */
  record Drop() implements OfStream {}

  /** Sends nothing more about any stream, though the connection lives: pings are answered. */
  record Stall() implements OfStream {}

  /** Sends nothing more and reads nothing more, as if the other end had lost its power. */
  record HalfOpen() implements OfStream {}

  /** Answers with this status and no more to say. */
  static Fault status(int code) {
    return new Status(code, null, "");
  }

  /** Refuses for now, and says for how long: seconds or an HTTP date. */
  static Fault tooMany(int code, String retryAfter) {
    return new Status(code, retryAfter, "");
  }

  /**
   * Turns over the lowest bit of one byte; an offset beyond the end counts from the start again.
   */
  static Fault flipByte(long offset) {
    return new Rewrite(bytes -> {
      byte[] flipped = bytes.clone();
      flipped[(int) (offset % flipped.length)] ^= 1;
      return flipped;
    });
  }

  /** Sends this text instead of the true body. */
  static Fault body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends these bytes instead of the true body. */
  static Fault body(byte[] bytes) {
    return new Rewrite(ignored -> bytes);
  }
}
