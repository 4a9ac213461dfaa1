package datalayer.store.engine;

import java.io.IOException;

/** A compressed body is not what it says it is. */
final class CorruptBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  CorruptBodyException(String message) {
    super(message);
  }
}
