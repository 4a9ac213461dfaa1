package datalayer.app.config.yaml;

import datalayer.market.Instrument;
import datalayer.market.MarketType;
import datalayer.market.Venue;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads which instruments a file is about: {@code {all: true}} for those of {@code
 * instruments.yaml}; a filter of them by {@code venues}, {@code symbols} and {@code
 * exchange_types}, of which every one given must match; or a list of its own, which need not be in
 * {@code instruments.yaml}.
 *
 * <p>In a filter, {@code swap} is perpetuals; {@code future} is perpetuals and dated futures, since
 * operators call perpetuals so. {@code BTC/USDT} is the spot market and the perpetual settled in
 * USDT; a dated future is matched by its date only.
 */
final class InstrumentChoice {

  static final Key INSTRUMENTS = Key.required("instruments", "{all: true}");

  private static final Key ALL = Key.optional("all", "true");
  private static final Key VENUES = Key.optional("venues", "[binance]");
  private static final Key SYMBOLS = Key.optional("symbols", "[BTC/USDT]");
  private static final Key TYPES = Key.optional("exchange_types", "[spot, swap]");
  private static final List<Key> KEYS = List.of(ALL, VENUES, SYMBOLS, TYPES);

  private final YamlFile file;
  private final List<ConfiguredInstrument> known;

  private InstrumentChoice(YamlFile file, List<ConfiguredInstrument> known) {
    this.file = file;
    this.known = known;
  }

  /** The instruments chosen; nothing when a problem was noted. */
  static List<ConfiguredInstrument> read(
      YamlFile file, Section section, List<ConfiguredInstrument> known) {
    return new InstrumentChoice(file, known).read(section);
  }

  private List<ConfiguredInstrument> read(Section section) {
    Optional<Node> node = section.node(INSTRUMENTS);
    int line = section.line(INSTRUMENTS);
    return switch (node.orElse(null)) {
      case null -> List.of();
      case Node.Items list when !list.items().isEmpty() -> InstrumentList.read(file, list);
      case Node.Keys keys when !keys.entries().isEmpty() ->
          filtered(line, new Section(file, keys, KEYS, ""));
      case Node other -> {
        file.problem(
            line,
            "instruments must be {all: true}, a filter like {venues: [binance], exchange_types:"
                + " [spot]}, or a list of instruments.");
        yield List.of();
      }
    };
  }

  private List<ConfiguredInstrument> filtered(int line, Section filter) {
    boolean all = filter.value(ALL, InstrumentChoice::onlyTrue).orElse(false);
    List<Venue> venues =
        filter.list(VENUES, text -> matching(Vocabulary.VENUES.parse(text), text, this::isAt));
    List<String> symbols = filter.list(SYMBOLS, text -> matching(text, text, this::isNamed));
    List<MarketType> types =
        filter.list(TYPES, text -> matching(Vocabulary.TYPES.parse(text), text, this::isOf));
    boolean conditions = filter.has(VENUES) || filter.has(SYMBOLS) || filter.has(TYPES);
    if (all && conditions) {
      file.problem(line, "instruments has all: true and a filter. Remove one of them.");
      return List.of();
    }
    List<ConfiguredInstrument> chosen =
        known.stream()
            .filter(i -> !filter.has(VENUES) || venues.stream().anyMatch(v -> isAt(v, i)))
            .filter(i -> !filter.has(SYMBOLS) || symbols.stream().anyMatch(s -> isNamed(s, i)))
            .filter(i -> !filter.has(TYPES) || types.stream().anyMatch(t -> isOf(t, i)))
            .toList();
    if (chosen.isEmpty() && file.problems().isEmpty()) {
      file.problem(line, "this filter matches none of %s.".formatted(those()));
    }
    return chosen;
  }

  /** A condition that no instrument meets is a slip, even where another one beside it is met. */
  private <T> T matching(T condition, String written, Condition<T> met) {
    Predicate<ConfiguredInstrument> isMet = instrument -> met.test(condition, instrument);
    if (known.stream().noneMatch(isMet)) {
      throw new IllegalArgumentException(
          "\"%s\" matches none of %s; add it there, or leave it out here"
              .formatted(written, those()));
    }
    return condition;
  }

  /** What an instrument may or may not meet. */
  @FunctionalInterface
  private interface Condition<T> {
    boolean test(T condition, ConfiguredInstrument instrument);
  }

  private boolean isAt(Venue venue, ConfiguredInstrument candidate) {
    return candidate.instrument().venue() == venue;
  }

  private boolean isOf(MarketType type, ConfiguredInstrument candidate) {
    MarketType actual = candidate.instrument().type();
    return type == actual || (type == MarketType.FUTURE && actual == MarketType.SWAP);
  }

  private boolean isNamed(String symbol, ConfiguredInstrument candidate) {
    Instrument actual = candidate.instrument();
    if (actual.type() == MarketType.SPOT || symbol.equals(actual.symbol())) {
      // Parsed all the same, so that what is no symbol is told instead of matching nothing.
      Instrument.parse(actual.venue(), MarketType.FUTURE.label(), symbol);
      return symbol.equals(actual.symbol());
    }
    return Instrument.parse(actual.venue(), MarketType.FUTURE.label(), symbol).equals(actual);
  }

  private String those() {
    return known.size() == 1
        ? "the one instrument of " + InstrumentsFile.NAME
        : "the %d instruments of %s".formatted(known.size(), InstrumentsFile.NAME);
  }

  private static Boolean onlyTrue(String text) {
    if (!text.equals("true")) {
      throw new IllegalArgumentException(
          "\"%s\" is not true; to choose some, filter by venues, symbols or exchange_types"
              .formatted(text));
    }
    return true;
  }
}
