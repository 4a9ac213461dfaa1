package datalayer.simulator.binance;

import datalayer.market.MarketType;
import datalayer.simulator.truth.Listing;
import datalayer.simulator.truth.Truth;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code exchangeInfo}: what is listed now, and the limits. Spot keeps what it delisted as BREAK; a
 * futures contract vanishes some time after its last trade.
 */
final class ExchangeInfo {

  /** Binance's delivery date of contracts that have none. */
  static final long NEVER = 4_133_404_800_000L;

  private static final long SHOWN_AFTER_DELIVERY = 24L * 60 * 60 * 1000;
  private static final Set<String> SPOT_PARAMETERS =
      Set.of("symbol", "symbols", "permissions", "showPermissionSets", "symbolStatus");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern LIST =
      Pattern.compile("\\[(\\s*\"[^\"]*\"\\s*(,\\s*\"[^\"]*\"\\s*)*)?]");

  private final BinanceMarket market;
  private final List<Listing> listings;

  ExchangeInfo(BinanceMarket market, Truth truth) {
    this.market = market;
    this.listings =
        truth.listings().stream().filter(listing -> BinanceMarket.of(listing) == market).toList();
  }

  /**
   * The body.
   *
   * @throws RestException as Binance refuses the query
   */
  String body(String query, Instant now) throws RestException {
    return market == BinanceMarket.SPOT ? spot(query, now) : futures(now);
  }

  private String spot(String query, Instant now) throws RestException {
    Parameters sent = Parameters.of(query, SPOT_PARAMETERS);
    Optional<Set<String>> wanted = wanted(sent);
    if (wanted.isPresent() && !ids(now).containsAll(wanted.get())) {
      throw RestException.invalidSymbol();
    }
    String status = sent.optional("symbolStatus");
    String symbols =
        listings.stream()
            .filter(listing -> !now.isBefore(listing.from()))
            .filter(listing -> wanted.isEmpty() || wanted.get().contains(listing.id()))
            .filter(listing -> status == null || status.equals(spotStatus(listing, now)))
            .map(listing -> spotSymbol(listing, now))
            .collect(Collectors.joining(","));
    return """
    {"timezone":"UTC","serverTime":%d,"rateLimits":[%s,\
    {"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":100},\
    {"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":200000},\
    {"rateLimitType":"RAW_REQUESTS","interval":"MINUTE","intervalNum":5,"limit":61000}],\
    "exchangeFilters":[],"symbols":[%s]}\
    """
        .formatted(now.toEpochMilli(), weightLimit(), symbols);
  }

  private static Optional<Set<String>> wanted(Parameters sent) throws RestException {
    String one = sent.optional("symbol");
    String many = sent.optional("symbols");
    if (one != null) {
      return Optional.of(Set.of(one));
    }
    if (many == null) {
      return Optional.empty();
    }
    if (!LIST.matcher(many).matches()) {
      throw RestException.illegal("symbols", "^\\[(\"[\\w\\-._&&[^a-z]]{1,50}\"(,...)*)?\\]$");
    }
    Set<String> ids = new LinkedHashSet<>();
    for (Matcher quoted = QUOTED.matcher(many); quoted.find(); ) {
      ids.add(Objects.requireNonNull(quoted.group(1)));
    }
    return Optional.of(ids);
  }

  private Set<String> ids(Instant now) {
    return listings.stream()
        .filter(listing -> !now.isBefore(listing.from()))
        .map(Listing::id)
        .collect(Collectors.toSet());
  }

  private static String spotStatus(Listing listing, Instant now) {
    return listing.tradesAt(now) ? "TRADING" : "BREAK";
  }

  private static String spotSymbol(Listing listing, Instant now) {
    return """
    {"symbol":"%s","status":"%s","baseAsset":"%s","baseAssetPrecision":8,"quoteAsset":"%s",\
    "quotePrecision":8,"quoteAssetPrecision":8,"baseCommissionPrecision":8,\
    "quoteCommissionPrecision":8,"orderTypes":["LIMIT","LIMIT_MAKER","MARKET"],\
    "icebergAllowed":true,"ocoAllowed":true,"otoAllowed":true,\
    "quoteOrderQtyMarketAllowed":true,"allowTrailingStop":true,"cancelReplaceAllowed":true,\
    "isSpotTradingAllowed":true,"isMarginTradingAllowed":false,"filters":[\
    {"filterType":"PRICE_FILTER","minPrice":"%s","maxPrice":"1000000.00000000","tickSize":"%s"},\
    {"filterType":"LOT_SIZE","minQty":"%s","maxQty":"9000000.00000000","stepSize":"%s"},\
    {"filterType":"NOTIONAL","minNotional":"5.00000000","applyMinToMarket":true,\
    "maxNotional":"9000000.00000000","applyMaxToMarket":false,"avgPriceMins":5}],\
    "permissions":[],"permissionSets":[["SPOT"]],\
    "defaultSelfTradePreventionMode":"EXPIRE_MAKER",\
    "allowedSelfTradePreventionModes":["EXPIRE_TAKER","EXPIRE_MAKER","EXPIRE_BOTH"]}\
    """
        .formatted(
            listing.id(),
            spotStatus(listing, now),
            listing.instrument().base(),
            listing.instrument().quote(),
            listing.price(1),
            listing.price(1),
            listing.volume(1),
            listing.volume(1));
  }

  private String futures(Instant now) {
    String symbols =
        listings.stream()
            .filter(listing -> isShown(listing, now))
            .map(listing -> contract(listing, now))
            .collect(Collectors.joining(","));
    return """
    {"timezone":"UTC","serverTime":%d,"futuresType":"U_MARGINED","rateLimits":[%s,\
    {"rateLimitType":"ORDERS","interval":"MINUTE","intervalNum":1,"limit":1200},\
    {"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":300}],\
    "exchangeFilters":[],"assets":[{"asset":"USDT","marginAvailable":true,\
    "autoAssetExchange":"-10000"}],"symbols":[%s]}\
    """
        .formatted(now.toEpochMilli(), weightLimit(), symbols);
  }

  private static boolean isShown(Listing listing, Instant now) {
    return listing.until() == null
        || now.isBefore(listing.until().plusMillis(SHOWN_AFTER_DELIVERY));
  }

  private static String contractStatus(Listing listing, Instant now) {
    if (now.isBefore(listing.from())) {
      return "PENDING_TRADING";
    }
    return listing.tradesAt(now) ? "TRADING" : "SETTLING";
  }

  private static String contractType(Listing listing, Instant now) {
    if (now.isBefore(listing.from())) {
      return "";
    }
    return listing.instrument().type() == MarketType.SWAP ? "PERPETUAL" : "CURRENT_QUARTER";
  }

  private static long delivery(@Nullable Instant until) {
    return until == null ? NEVER : until.toEpochMilli();
  }

  private static String contract(Listing listing, Instant now) {
    String pair = listing.instrument().base() + listing.instrument().quote();
    String settle = listing.instrument().symbol().replaceAll("^.*:|-.*$", "");
    return """
    {"symbol":"%s","pair":"%s","contractType":"%s","deliveryDate":%d,"onboardDate":%d,\
    "status":"%s","maintMarginPercent":"2.5000","requiredMarginPercent":"5.0000",\
    "baseAsset":"%s","quoteAsset":"%s","marginAsset":"%s","pricePrecision":%d,\
    "quantityPrecision":%d,"baseAssetPrecision":8,"quotePrecision":8,"underlyingType":"COIN",\
    "underlyingSubType":[],"triggerProtect":"0.0500","liquidationFee":"0.012500",\
    "marketTakeBound":"0.05","maxMoveOrderLimit":10000,"filters":[\
    {"filterType":"PRICE_FILTER","minPrice":"%s","maxPrice":"4529764","tickSize":"%s"},\
    {"filterType":"LOT_SIZE","minQty":"%s","maxQty":"10000000","stepSize":"%s"},\
    {"filterType":"MARKET_LOT_SIZE","minQty":"%s","maxQty":"2000000","stepSize":"%s"},\
    {"filterType":"MIN_NOTIONAL","notional":"5"}],\
    "orderTypes":["LIMIT","MARKET"],"timeInForce":["GTC","IOC"]}\
    """
        .formatted(
            listing.id(),
            pair,
            contractType(listing, now),
            delivery(listing.until()),
            listing.from().toEpochMilli(),
            contractStatus(listing, now),
            listing.instrument().base(),
            listing.instrument().quote(),
            settle,
            listing.pricePlaces(),
            listing.lotPlaces(),
            listing.price(1),
            listing.price(1),
            listing.volume(1),
            listing.volume(1),
            listing.volume(1),
            listing.volume(1));
  }

  private String weightLimit() {
    return """
    {"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":%d}\
    """
        .formatted(market.weightPerMinute());
  }
}
