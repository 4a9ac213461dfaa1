package datalayer.app.config.yaml;

import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.Venue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads instruments that are written out one by one. */
final class InstrumentList {

  private static final Key VENUE = Key.required("venue", "binance");
  private static final Key SYMBOL = Key.required("symbol", "BTC/USDT");
  private static final Key TYPE = Key.required("exchange_type", "spot");
  private static final List<Key> KEYS = List.of(VENUE, SYMBOL, TYPE);

  private static final int SLASHES = 3;

  private InstrumentList() {}

  /** The instruments of a list, each once; faults become problems of the file. */
  static List<ConfiguredInstrument> read(YamlFile file, Node.Items list) {
    List<ConfiguredInstrument> instruments = new ArrayList<>();
    Map<Instrument, Integer> lines = new HashMap<>();
    for (Node item : list.items()) {
      Optional<ConfiguredInstrument> read = read(file, item);
      if (read.isPresent()) {
        Instrument instrument = read.get().instrument();
        @Nullable Integer before = lines.putIfAbsent(instrument, item.line());
        if (before == null) {
          instruments.add(read.get());
        } else {
          file.problem(
              item.line(),
              "%s is listed a second time; line %d has it too. Remove one of them."
                  .formatted(instrument, before));
        }
      }
    }
    return instruments;
  }

  private static Optional<ConfiguredInstrument> read(YamlFile file, Node item) {
    return switch (item) {
      case Node.Keys keys -> spelledOut(file, keys);
      case Node.Scalar line -> inOneWord(file, line);
      case Node.Items _, Node.Nothing _ -> unreadable(file, item);
    };
  }

  private static Optional<ConfiguredInstrument> unreadable(YamlFile file, Node item) {
    file.problem(
        item.line(),
        "an instrument is written as {%s} or as binance/BTC/USDT/spot."
            .formatted(Key.required(KEYS).replace(";", ",")));
    return Optional.empty();
  }

  /** {@code binance/BTC/USDT/spot}: the symbol is what stands between the outermost slashes. */
  private static Optional<ConfiguredInstrument> inOneWord(YamlFile file, Node.Scalar item) {
    String text = item.text();
    if (text.chars().filter(c -> c == '/').count() != SLASHES) {
      return unreadable(file, item);
    }
    int venueEnd = text.indexOf('/');
    int symbolEnd = text.lastIndexOf('/');
    try {
      return Optional.of(
          instrument(
              Vocabulary.VENUES.parse(text.substring(0, venueEnd)),
              Vocabulary.TYPES.parse(text.substring(symbolEnd + 1)),
              text.substring(venueEnd + 1, symbolEnd)));
    } catch (IllegalArgumentException e) {
      file.problem(item.line(), "%s: %s".formatted(text, e.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<ConfiguredInstrument> spelledOut(YamlFile file, Node.Keys keys) {
    Section section = new Section(file, keys, KEYS, " in this instrument");
    Optional<Venue> venue = section.value(VENUE, Vocabulary.VENUES::parse);
    Optional<MarketType> type = section.value(TYPE, Vocabulary.TYPES::parse);
    // What is wrong with a symbol can only be said once it is known what it is a symbol of.
    return venue.isEmpty() || type.isEmpty()
        ? Optional.empty()
        : section.value(SYMBOL, symbol -> instrument(venue.get(), type.get(), symbol));
  }

  private static ConfiguredInstrument instrument(Venue venue, MarketType type, String symbol) {
    return new ConfiguredInstrument(
        Instrument.parse(venue, type.label(), symbol), type.label(), symbol);
  }
}
