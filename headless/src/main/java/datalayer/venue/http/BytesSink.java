package datalayer.venue.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Keeps a body in memory. */
public final class BytesSink implements BodySink<byte[]> {

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  @Override
  public void take(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    body.writeBytes(copy);
  }

  @Override
  public byte[] complete() {
    return body.toByteArray();
  }

  @Override
  public void abandon() {
    body.reset();
  }
}
