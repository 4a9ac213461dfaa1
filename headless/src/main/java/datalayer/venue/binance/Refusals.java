package datalayer.venue.binance;

import datalayer.venue.http.HttpOutcome.Refused;
import java.net.URI;

/** What a refusal by Binance means, for people. */
final class Refusals {

  private Refusals() {}

  static String said(URI address, Refused<?> refused) {
    int status = refused.status();
    String meaning =
        switch (status) {
          case 403 -> "it forbids the request (403): a firewall or a ban of this address";
          case 418 -> "it has banned this address (418)";
          case 451 -> "it does not serve this country (451)";
          default ->
              status / 100 == 3
                  ? "it sends us to %s (%d), and redirects are not followed"
                      .formatted(
                          PublishedChecksum.shown(
                              refused.headers().firstValue("Location").orElse("nowhere")),
                          status)
                  : "it answered " + status;
        };
    return address + ": " + meaning;
  }
}
