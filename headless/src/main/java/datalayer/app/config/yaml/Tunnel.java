package datalayer.app.config.yaml;

import datalayer.app.config.ConfigException;
import datalayer.market.Series;
import datalayer.market.Timeframe;
import datalayer.market.Venue;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code tunnel/tunnel.yaml}: what is streamed live, and published.
 *
 * @param sources which connection serves each venue; every chosen instrument's venue has one
 */
public record Tunnel(
    List<Stream> streams,
    List<Timeframe> timeframes,
    Map<Venue, Source> sources,
    List<ConfiguredInstrument> instruments) {

  private static final Key STREAMS = Key.required("streams", "[ohlcv]");
  private static final Key SOURCES = Key.required("sources", "{binance: binance_ws}");
  private static final List<Key> KEYS =
      List.of(STREAMS, CommonKeys.TIMEFRAMES, SOURCES, InstrumentChoice.INSTRUMENTS);
  private static final List<Key> VENUES =
      List.of(
          Key.optional("binance", "binance_ws"),
          Key.optional("okx", "okx_ws"),
          Key.optional("bybit", "bybit_ws"));

  /** What is streamed. */
  public enum Stream {
    OHLCV;

    /** The word in files and channels. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A connection that serves a venue. */
  public enum Source {
    BINANCE_WS(Venue.BINANCE),
    OKX_WS(Venue.OKX),
    BYBIT_WS(Venue.BYBIT);

    private final Venue venue;

    Source(Venue venue) {
      this.venue = venue;
    }

    public Venue venue() {
      return venue;
    }

    /** The word in files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Tunnel {
    streams = List.copyOf(streams);
    timeframes = List.copyOf(timeframes);
    sources = Map.copyOf(sources);
    instruments = List.copyOf(instruments);
  }

  /** Every series that is streamed: all timeframes of all instruments, where bars are at all. */
  public List<Series> series() {
    return streams.contains(Stream.OHLCV)
        ? instruments.stream()
            .flatMap(one ->
                timeframes.stream().map(timeframe -> new Series(one.instrument(), timeframe)))
            .distinct()
            .toList()
        : List.of();
  }

  /**
   * Reads the file.
   *
   * @param known the instruments of {@code instruments.yaml}
   * @throws ConfigException naming everything that is wrong
   */
  public static Tunnel read(Path path, List<ConfiguredInstrument> known) {
    YamlFile file = YamlFile.at(path);
    Section section = new Section(file, YamlReader.read(file, KEYS), KEYS, "");
    List<Stream> streams =
        section.list(
            STREAMS, Vocabulary.of("stream", Stream::label, List.of(Stream.values()))::parse);
    List<Timeframe> timeframes = CommonKeys.timeframes(section);
    Map<Venue, Source> sources = sources(file, section);
    List<ConfiguredInstrument> instruments = InstrumentChoice.read(file, section, known);
    if (file.problems().isEmpty()) {
      refuseUnserved(file, section.line(SOURCES), sources, instruments);
    }
    file.problems().throwIfAny();
    return new Tunnel(streams, timeframes, sources, instruments);
  }

  private static Map<Venue, Source> sources(YamlFile file, Section section) {
    Map<Venue, Source> sources = new EnumMap<>(Venue.class);
    Optional<Node> node = section.node(SOURCES);
    if (node.isPresent() && node.get() instanceof Node.Keys keys && !keys.entries().isEmpty()) {
      Section venues = new Section(file, keys, VENUES, "");
      for (Key key : VENUES) {
        Venue venue = Venue.parse(key.name());
        venues.value(key, sourceOf(venue)::parse).ifPresent(source -> sources.put(venue, source));
      }
    } else if (node.isPresent()) {
      file.problem(
          section.line(SOURCES),
          "sources must name a connection for each venue, for example " + SOURCES + ".");
    }
    return sources;
  }

  private static Vocabulary<Source> sourceOf(Venue venue) {
    List<Source> served =
        List.of(Source.values()).stream().filter(source -> source.venue() == venue).toList();
    return Vocabulary.of("source for " + venue, Source::label, served);
  }

  private static void refuseUnserved(
      YamlFile file, int line, Map<Venue, Source> sources, List<ConfiguredInstrument> instruments) {
    instruments.stream()
        .map(chosen -> chosen.instrument().venue())
        .distinct()
        .filter(venue -> !sources.containsKey(venue))
        .forEach(venue ->
            file.problem(
                line,
                "sources has none for %s, which has instruments here. Add %s: %s_ws."
                    .formatted(venue, venue, venue)));
  }
}
