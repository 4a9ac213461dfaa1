package datalayer.control.http;

import java.io.IOException;
import java.io.OutputStream;

/** What a request is answered with. */
sealed interface Answer {

  /** A document of values that {@link Documents} can write. */
  record Document(int status, Object value) implements Answer {}

  /** Done, and nothing to say. */
  record Done() implements Answer {}

  record Text(int status, String type, String text) implements Answer {}

  /** An answer that is written while it is made. */
  record Stream(String type, Body body) implements Answer {}

  /** Writes an answer. */
  @FunctionalInterface
  interface Body {
    void write(OutputStream out) throws IOException;
  }

  static Answer of(Object value) {
    return new Document(200, value);
  }
}
