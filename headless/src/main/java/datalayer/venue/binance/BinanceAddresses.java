package datalayer.venue.binance;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where Binance is: scheme, host, port and path prefix; the rest of each path is Binance's own.
 *
 * @param archiveListing the bucket's address, or null when there is no listing to be had
 */
public record BinanceAddresses(
    URI spotRest,
    URI spotStream,
    URI futuresRest,
    URI futuresStream,
    URI archive,
    @Nullable URI archiveListing) {

  /** The public hosts that need no key. */
  public static BinanceAddresses defaults() {
    return new BinanceAddresses(
        URI.create("https://data-api.binance.vision"),
        URI.create("wss://data-stream.binance.vision"),
        URI.create("https://fapi.binance.com"),
        URI.create("wss://fstream.binance.com"),
        URI.create("https://data.binance.vision"),
        URI.create("https://s3-ap-northeast-1.amazonaws.com/data.binance.vision"));
  }

  /** The same venue with its archive elsewhere: at a mirror, or the simulator. */
  public BinanceAddresses withArchive(URI files, @Nullable URI listing) {
    return new BinanceAddresses(spotRest, spotStream, futuresRest, futuresStream, files, listing);
  }
}
