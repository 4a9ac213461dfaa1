package datalayer.venue.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes the body of one attempt. Its methods are called by one thread at a time.
 *
 * @param <T> what the body becomes
 */
public interface BodySink<T> {

  /**
   * Takes the next bytes; all that remain in the buffer.
   *
   * @throws IOException when they cannot be kept; the call then ends without another attempt
   */
  void take(ByteBuffer bytes) throws IOException;

  /** Called once, after the last byte of a complete body. */
  T complete() throws IOException;

  /** Called once instead of {@link #complete} when the attempt failed. */
  void abandon();
}
