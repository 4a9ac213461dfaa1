package datalayer.venue.http;

import java.net.URI;

/**
 * A request without a body.
 *
 * @param maxBytes a longer answer is refused
 */
public record HttpCall(String method, URI address, long maxBytes) {

  public static HttpCall get(URI address, long maxBytes) {
    return new HttpCall("GET", address, maxBytes);
  }

  public static HttpCall head(URI address) {
    return new HttpCall("HEAD", address, Long.MAX_VALUE);
  }
}
