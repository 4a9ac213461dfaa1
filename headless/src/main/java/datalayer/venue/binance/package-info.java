/**
 * Speaks each exchange's dialect and answers in our words; here, Binance's.
 *
 * <p>{@link datalayer.venue.binance.BinanceAddresses} says where it is and {@link
 * datalayer.venue.binance.BinanceSymbols} how it names what we call an instrument. {@link
 * datalayer.venue.binance.BinanceArchive} lists the files of data.binance.vision from the bucket
 * ({@code BucketListing}) or by asking for each name ({@code ArchiveProbe}), and fetches one: the
 * checksum first ({@code PublishedChecksum}), then the zip, read strictly ({@code OneEntryZip}),
 * then its rows ({@code BarCsv}, {@code BarRow}).
 *
 * <p>{@link datalayer.venue.binance.BinanceRest} is its markets by request: each a {@code
 * RestMarket} with one budget, whose refusals are read by {@code Refusal} and whose time by {@code
 * MarketClock}. {@link datalayer.venue.binance.BinanceHistory} reads bars from it: a {@code
 * HistoryRead} puts a {@code BarQuestion} per window, reads a {@code BarPage}, and a {@code
 * BarProof} shows what is missing. {@link datalayer.venue.binance.BinanceCatalogue} says what is
 * listed ({@code CataloguePage}).
 *
 * <p>{@link datalayer.venue.binance.BinanceStream} is what it pushes: each connection is a {@code
 * BinanceSocket}, carried by XChange and watched by a {@code SocketHandler}; what comes is read by
 * {@code StreamFrame}.
 */
@NullMarked
package datalayer.venue.binance;

import org.jspecify.annotations.NullMarked;
