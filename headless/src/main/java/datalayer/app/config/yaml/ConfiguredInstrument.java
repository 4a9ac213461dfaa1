package datalayer.app.config.yaml;

import datalayer.market.Instrument;

/**
 * An instrument as an operator named it. {@code future} with {@code BTC/USDT} is the venue's
 * perpetual, stored as the swap {@code BTC/USDT:USDT}; channels carry the words as written.
 *
 * @param instrument what is meant
 * @param writtenType the operator's word for its type: {@code spot}, {@code swap} or {@code future}
 * @param writtenSymbol the operator's symbol, with or without settlement currency
 */
public record ConfiguredInstrument(
    Instrument instrument, String writtenType, String writtenSymbol) {}
