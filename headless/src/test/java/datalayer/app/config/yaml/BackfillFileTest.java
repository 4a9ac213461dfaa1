package datalayer.app.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import datalayer.backfill.BackfillRequest;
import datalayer.backfill.Load;
import datalayer.market.Instrument;
import datalayer.market.TimeRange;
import datalayer.market.Timeframe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code backfill/backfill.yaml}. */
final class BackfillFileTest {

  private static final List<String> GOOD =
      List.of(
          "data_type: bars",
          "timeframes: [1m, 1h]",
          "start_time: 2026-02-01",
          "end_time: 2026-03-01",
          "max_concurrency: 2",
          "instruments: {all: true}");

  @TempDir Path temp;

  @Test
  void everyKeyIsRead() {
    List<String> lines = new ArrayList<>(GOOD);
    lines.addAll(List.of("load: changed", "title: February"));
    assertThat(read(lines))
        .isEqualTo(
            new BackfillRequest(
                "February",
                Faults.KNOWN.stream().map(ConfiguredInstrument::instrument).toList(),
                List.of(Timeframe.M1, Timeframe.H1),
                new TimeRange(
                    Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z")),
                Load.CHANGED,
                2));
  }

  @Test
  void whatMayBeLeftOutHasDefaults() {
    List<String> lines = new ArrayList<>(GOOD);
    lines.remove("max_concurrency: 2");
    BackfillRequest request = read(lines);
    assertThat(request.title()).isEqualTo("backfill/backfill.yaml");
    assertThat(request.load()).isEqualTo(Load.MISSING);
    assertThat(request.maxConcurrency()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {all: true}                        | binance:spot:BTC/USDT binance:swap:BTC/USDT:USDT bybit:swap:ETH/USDT:USDT
          {venues: [binance]}                | binance:spot:BTC/USDT binance:swap:BTC/USDT:USDT
          {symbols: [BTC/USDT]}              | binance:spot:BTC/USDT binance:swap:BTC/USDT:USDT
          {symbols: ['BTC/USDT:USDT']}       | binance:swap:BTC/USDT:USDT
          {symbols: [ETH/USDT]}              | bybit:swap:ETH/USDT:USDT
          {exchange_types: [swap]}           | binance:swap:BTC/USDT:USDT bybit:swap:ETH/USDT:USDT
          {exchange_types: [future]}         | binance:swap:BTC/USDT:USDT bybit:swap:ETH/USDT:USDT
          {exchange_types: [spot, future]}   | binance:spot:BTC/USDT binance:swap:BTC/USDT:USDT bybit:swap:ETH/USDT:USDT
          {venues: [binance], exchange_types: [swap]} | binance:swap:BTC/USDT:USDT
          [{venue: okx, symbol: LTC/USDT, exchange_type: future}] | okx:swap:LTC/USDT:USDT
          """)
  void instrumentsAreChosen(String choice, String chosen) {
    List<String> lines = new ArrayList<>(GOOD);
    lines.set(5, "instruments: " + choice);
    assertThat(read(lines).instruments())
        .extracting(Instrument::toString)
        .containsExactly(chosen.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-01, 2026-02-01T00:00:00Z",
    "2026-02-01 13:30, 2026-02-01T13:30:00Z",
    "2026-02-01 13:30:05, 2026-02-01T13:30:05Z",
    "2026-02-01T13:30Z, 2026-02-01T13:30:00Z",
    "2026-02-01T13:30:05Z, 2026-02-01T13:30:05Z",
    "2026-02-01 13:30 Z, 2026-02-01T13:30:00Z"
  })
  void timesAreUtc(String written, Instant meant) {
    List<String> lines = new ArrayList<>(GOOD);
    lines.set(2, "start_time: " + written);
    assertThat(read(lines).range().from()).isEqualTo(meant);
  }

  /** A line of the good file, what stands there instead, and what is said about it. */
  static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            1,
            "data_typ: bars",
            "line 1: \"data_typ\" is not known. Did you mean data_type?",
            ": data_type is missing. Add for example data_type: bars."),
        fault(
            1,
            "data_type: trades",
            "line 1: data_type: \"trades\" is no data_type that belongs here; there is bars."),
        fault(
            1,
            "data_type: funding_rates",
            "line 1: data_type: \"funding_rates\" is no data_type that belongs here; there is"
                + " bars."),
        fault(2, "", ": timeframes is missing. Add for example timeframes: [1m, 1h]."),
        fault(
            2,
            "timeframes: 1m",
            "line 2: timeframes must be a list, for example timeframes: [1m, 1h]."),
        fault(
            2,
            "timeframes: []",
            "line 2: timeframes is empty. Write for example timeframes: [1m, 1h]."),
        fault(
            2,
            "timeframes:",
            "line 2: timeframes has no value. Write for example timeframes: [1m, 1h]."),
        fault(
            2,
            "timeframes: [1m, 2m]",
            "line 2: timeframes: \"2m\" is no timeframe; there are 1m, 5m, 15m and 1h."),
        fault(
            2,
            "timeframes: [1H]",
            "line 2: timeframes: \"1H\" is no timeframe; there are 1m, 5m, 15m and 1h. Did you"
                + " mean 1h?"),
        fault(2, "timeframes: [1m, 1m]", "line 2: timeframes has 1m twice. Remove one of them."),
        fault(
            2,
            "timeframes: [[1m]]",
            "line 2: timeframes must be a list of single values, for example timeframes: [1m,"
                + " 1h]."),
        fault(
            3,
            "start_time: yesterday",
            "line 3: start_time: \"yesterday\" is no time; write it in UTC like 2026-02-01,"
                + " 2026-02-01 00:00 or 2026-02-01T00:00:00Z."),
        fault(
            3,
            "start_time: 2026-02-30",
            "line 3: start_time: \"2026-02-30\" is no time; write it in UTC like 2026-02-01,"
                + " 2026-02-01 00:00 or 2026-02-01T00:00:00Z."),
        fault(
            3,
            "start_time: 2026-02-01 00:00 +02:00",
            "line 3: start_time: \"2026-02-01 00:00 +02:00\" has an offset, and times are UTC;"
                + " write 2026-01-31T22:00:00Z."),
        fault(
            3,
            "start_time: 0226-02-01",
            "line 3: start_time: \"0226-02-01\" is before 2009, when there was no exchange."),
        fault(
            3,
            "start_time: [2026-02-01]",
            "line 3: start_time must be a single value, for example start_time: 2026-02-01."),
        fault(
            3,
            "start_time: 2026-03-01",
            "line 4: end_time 2026-03-01T00:00:00Z is not after start_time 2026-03-01T00:00:00Z."
                + " The end is exclusive: for one day, write the next."),
        fault(4, "", ": end_time is missing. Add for example end_time: 2026-03-01."),
        fault(
            5,
            "max_concurency: 2",
            "line 5: \"max_concurency\" is not known. Did you mean max_concurrency?"),
        fault(
            5,
            "max_concurrency: 0",
            "line 5: max_concurrency: \"0\" is no whole number from 1 to 64."),
        fault(
            5,
            "max_concurrency: many",
            "line 5: max_concurrency: \"many\" is no whole number from 1 to 64."),
        fault(
            5,
            "load: al",
            "line 5: load: \"al\" is no load; there are missing, holes, changed and everything."),
        fault(
            6,
            "instruments: all",
            "line 6: instruments must be {all: true}, a filter like {venues: [binance],"
                + " exchange_types: [spot]}, or a list of instruments."),
        fault(
            6,
            "instruments: []",
            "line 6: instruments must be {all: true}, a filter like {venues: [binance],"
                + " exchange_types: [spot]}, or a list of instruments."),
        fault(
            6,
            "instruments: {}",
            "line 6: instruments must be {all: true}, a filter like {venues: [binance],"
                + " exchange_types: [spot]}, or a list of instruments."),
        fault(
            6,
            "instruments: {all: false}",
            "line 6: all: \"false\" is not true; to choose some, filter by venues, symbols or"
                + " exchange_types."),
        fault(
            6,
            "instruments: {all: true, venues: [binance]}",
            "line 6: instruments has all: true and a filter. Remove one of them."),
        fault(
            6,
            "instruments: {venue: [binance]}",
            "line 6: \"venue\" is not known. Did you mean venues?"),
        fault(
            6,
            "instruments: {venues: binance}",
            "line 6: venues must be a list, for example venues: [binance]."),
        fault(
            6,
            "instruments: {venues: []}",
            "line 6: venues is empty. Write for example venues: [binance]."),
        fault(
            6,
            "instruments: {venues: [bybti]}",
            "line 6: venues: \"bybti\" is no venue; there are binance, okx and bybit. Did you mean"
                + " bybit?"),
        fault(
            6,
            "instruments: {venues: [binance, okx]}",
            "line 6: venues: \"okx\" matches none of the 3 instruments of instruments.yaml; add it"
                + " there, or leave it out here."),
        fault(
            6,
            "instruments: {symbols: [BTC/USDT, ETH/UDST]}",
            "line 6: symbols: \"ETH/UDST\" matches none of the 3 instruments of instruments.yaml;"
                + " add it there, or leave it out here."),
        fault(
            6,
            "instruments: {symbols: [BTCUSDT]}",
            "line 6: symbols: \"BTCUSDT\" is no symbol; write it like BTC/USDT or BTC/USDT:USDT."),
        fault(
            6,
            "instruments: {exchange_types: [futures]}",
            "line 6: exchange_types: \"futures\" is no exchange_type; there are spot, swap and"
                + " future. Did you mean future?"),
        fault(
            6,
            "instruments: {venues: [bybit], exchange_types: [spot]}",
            "line 6: this filter matches none of the 3 instruments of instruments.yaml."),
        fault(
            6,
            "instruments: [{venue: okx, symbol: A/B}]",
            "line 6: exchange_type is missing in this instrument. Add for example exchange_type:"
                + " spot."));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("faults")
  void everyFaultIsNamedWithItsLine(int line, String instead, String[] problems) {
    List<String> lines = new ArrayList<>(GOOD);
    lines.set(line - 1, instead);
    Faults.assertProblems(
        () -> read(lines),
        Stream.of(problems)
            .map(p -> "backfill/backfill.yaml" + (p.startsWith(":") ? "" : " ") + p)
            .toArray(String[]::new));
  }

  @Test
  void allFaultsAreNamedAtOnceInTheOrderOfLines() {
    List<String> lines = new ArrayList<>(GOOD);
    lines.set(0, "data_type: bar");
    lines.set(2, "start_time: soon");
    lines.set(4, "max_concurrency: 100");
    lines.add("colour: red");
    Faults.assertProblems(
        () -> read(lines),
        "backfill/backfill.yaml line 1: data_type: \"bar\" is no data_type that belongs here; there"
            + " is bars. Did you mean bars?",
        "backfill/backfill.yaml line 3: start_time: \"soon\" is no time; write it in UTC like"
            + " 2026-02-01, 2026-02-01 00:00 or 2026-02-01T00:00:00Z.",
        "backfill/backfill.yaml line 5: max_concurrency: \"100\" is no whole number from 1 to 64.",
        "backfill/backfill.yaml line 7: \"colour\" is not known; there are data_type, timeframes,"
            + " start_time, end_time, instruments, max_concurrency, load and title.");
  }

  @Test
  void aFileElsewhereIsCalledByItsName() {
    Path file = Faults.file(temp, "mine.yaml", "data_type: bars");
    Faults.assertProblems(
        () -> BackfillFile.read(file, Faults.KNOWN),
        "mine.yaml: timeframes is missing. Add for example timeframes: [1m, 1h].",
        "mine.yaml: start_time is missing. Add for example start_time: 2026-02-01.",
        "mine.yaml: end_time is missing. Add for example end_time: 2026-03-01.",
        "mine.yaml: instruments is missing. Add for example instruments: {all: true}.");
  }

  private BackfillRequest read(List<String> lines) {
    Path file = Faults.file(temp, "backfill/backfill.yaml", lines.toArray(String[]::new));
    return BackfillFile.read(file, Faults.KNOWN);
  }

  private static Arguments fault(int line, String instead, String... problems) {
    return arguments(line, instead, problems);
  }
}
