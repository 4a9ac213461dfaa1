package datalayer.app.config;

/**
 * How hard we ask venues.
 *
 * @param maxRequests under way at once over all venues, 1 to 1000
 * @param parallelDownloads archive files at once, 1 to 64 and no more than requests
 */
public record NetworkSettings(int maxRequests, int parallelDownloads) {

  static NetworkSettings from(Environment environment) {
    int requests = environment.number(Variable.NETWORK_CLIENT__LIMIT, 1, 1000);
    int downloads = environment.number(Variable.NETWORK_CLIENT__DOWNLOAD_CONCURRENCY, 1, 64);
    if (downloads > requests) {
      environment.wrong(
          Variable.NETWORK_CLIENT__DOWNLOAD_CONCURRENCY,
          "it must not be above %s, which is %d."
              .formatted(Variable.NETWORK_CLIENT__LIMIT, requests));
    }
    return new NetworkSettings(requests, downloads);
  }
}
