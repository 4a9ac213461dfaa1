package datalayer.app.config;

import datalayer.venue.binance.BinanceAddresses;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where each venue is: scheme, host, port and path prefix; the rest of each path is the venue's
 * own. A path prefix never ends with a slash.
 *
 * @param alternative where the Fear &amp; Greed index is read
 */
public record VenueSettings(
    BinanceAddresses binance, Addresses bybit, Addresses okx, URI alternative) {

  /** The addresses of a venue with one of each kind. */
  public record Addresses(URI rest, URI stream, URI archive) {}

  static VenueSettings from(Environment environment) {
    return new VenueSettings(
        binance(environment),
        new Addresses(
            environment.web(Variable.BYBIT__REST_URL),
            environment.stream(Variable.BYBIT__WS_URL),
            environment.web(Variable.BYBIT__ARCHIVE_URL)),
        new Addresses(
            environment.web(Variable.OKX__REST_URL),
            environment.stream(Variable.OKX__WS_URL),
            environment.web(Variable.OKX__ARCHIVE_URL)),
        environment.web(Variable.ALTERNATIVE__URL));
  }

  private static BinanceAddresses binance(Environment environment) {
    return new BinanceAddresses(
        environment.web(Variable.BINANCE__SPOT_REST_URL),
        environment.stream(Variable.BINANCE__SPOT_WS_URL),
        environment.web(Variable.BINANCE__FUTURES_REST_URL),
        environment.stream(Variable.BINANCE__FUTURES_WS_URL),
        environment.web(Variable.BINANCE__ARCHIVE_URL),
        listing(environment));
  }

  /** A mirror has what it has: Binance's own listing says nothing about it. */
  private static @Nullable URI listing(Environment environment) {
    Variable listing = Variable.BINANCE__ARCHIVE_LISTING_URL;
    if (environment.isSet(listing)) {
      return environment.isSetToNothing(listing) ? null : environment.web(listing);
    }
    URI archive = URI.create(Variable.BINANCE__ARCHIVE_URL.byDefault());
    return environment.web(Variable.BINANCE__ARCHIVE_URL).equals(archive)
        ? environment.web(listing)
        : null;
  }
}
