package datalayer.venue.binance;

import datalayer.market.Series;
import datalayer.venue.BarStream;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bars as Binance pushes them, from the combined streams of its spot and its USDT-margined market.
 * What is listened for is named in the address, so that nothing has to be said on the connection,
 * where every word counts against a limit. A name that does not exist is taken without a word and
 * stays silent.
 */
public final class BinanceStream implements BarStream {

  private static final Logger LOG = LoggerFactory.getLogger(BinanceStream.class);

  /** Longer addresses are refused by what stands before the exchange. */
  private static final int LONGEST_NAMES = 6_000;

  static {
    if (RxJavaPlugins.getErrorHandler() == null) {
      // XChange's observables have subscribers without an error handler
      RxJavaPlugins.setErrorHandler(
          error -> LOG.atWarn().setCause(error).log("an error of a stream reached nobody"));
    }
  }

  private final BinanceAddresses addresses;
  private final StreamLimits limits;

  public BinanceStream(BinanceAddresses addresses, StreamLimits limits) {
    this.addresses = addresses;
    this.limits = limits;
  }

  @Override
  public boolean covers(Series series) {
    return BinanceSymbols.covers(series.instrument());
  }

  @Override
  public List<Shard> shards(List<Series> series) {
    Map<RestMarket.Kind, List<Series>> markets =
        series.stream()
            .distinct()
            .collect(
                Collectors.groupingBy(
                    one -> RestMarket.Kind.of(one.instrument().type()),
                    () -> new EnumMap<>(RestMarket.Kind.class),
                    Collectors.toList()));
    List<Shard> shards = new ArrayList<>();
    markets.forEach((market, all) -> {
      List<List<Series>> parts = parts(all);
      for (int i = 0; i < parts.size(); i++) {
        String number = parts.size() == 1 ? "" : " %d/%d".formatted(i + 1, parts.size());
        shards.add(new Shard(market.title + number, parts.get(i)));
      }
    });
    return shards;
  }

  @Override
  public Connection connect(Shard shard, Listener listener) {
    Map<String, Series> names = new LinkedHashMap<>();
    shard.series().forEach(series -> names.put(name(series), series));
    BinanceSocket socket =
        new BinanceSocket(address(shard, names), shard.name(), names, limits, listener);
    socket.open();
    return socket;
  }

  private List<List<Series>> parts(List<Series> all) {
    List<List<Series>> parts = new ArrayList<>();
    int length = LONGEST_NAMES + 1;
    for (Series one : all) {
      int more = BinanceSymbols.encoded(name(one)).length() + 1;
      length += more;
      if (length > LONGEST_NAMES || parts.getLast().size() >= limits.streams()) {
        parts.add(new ArrayList<>());
        length = more;
      }
      parts.getLast().add(one);
    }
    return parts;
  }

  private URI address(Shard shard, Map<String, Series> names) {
    boolean spot =
        RestMarket.Kind.of(shard.series().getFirst().instrument().type()) == RestMarket.Kind.SPOT;
    String streams =
        names.keySet().stream().map(BinanceSymbols::encoded).collect(Collectors.joining("/"));
    // futures bars left the paths without /market, which still take subscriptions, in April 2026
    String base = spot ? addresses.spotStream().toString() : addresses.futuresStream() + "/market";
    return URI.create(base + "/stream?streams=" + streams);
  }

  private static String name(Series series) {
    return BinanceSymbols.id(series.instrument()).toLowerCase(Locale.ROOT)
        + "@kline_"
        + series.timeframe().label();
  }
}
