package datalayer.app.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code instruments.yaml}, and all that any YAML file may have wrong. */
final class InstrumentsFileTest {

  private static final String GOOD = "- {venue: binance, symbol: BTC/USDT, exchange_type: spot}";

  @TempDir Path temp;

  @Test
  void instrumentsAreReadAndTheOperatorsWordsKept() {
    Path file =
        Faults.file(
            temp,
            "instruments.yaml",
            "instruments:",
            GOOD,
            "- venue: binance",
            "  symbol: BTC/USDT",
            "  exchange_type: future",
            "- {venue: OKX, symbol: 'ETH/USDT:USDT', exchange_type: swap}",
            "- {venue: bybit, symbol: BTC/USDT:USDT-261225, exchange_type: future}",
            "- {venue: binance, symbol: 1INCH/USDT, exchange_type: Spot}",
            "- binance/LTC/USDT/future");
    assertThat(InstrumentsFile.read(file))
        .extracting(c -> c.instrument() + " " + c.writtenType() + " " + c.writtenSymbol())
        .containsExactly(
            "binance:spot:BTC/USDT spot BTC/USDT",
            "binance:swap:BTC/USDT:USDT future BTC/USDT",
            "okx:swap:ETH/USDT:USDT swap ETH/USDT:USDT",
            "bybit:future:BTC/USDT:USDT-261225 future BTC/USDT:USDT-261225",
            "binance:spot:1INCH/USDT spot 1INCH/USDT",
            "binance:swap:LTC/USDT:USDT future LTC/USDT");
  }

  /** The file's text, and what is said about it. */
  static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            "",
            "instruments.yaml is empty. It needs instruments: [{venue: binance, symbol: BTC/USDT,"
                + " exchange_type: spot}]."),
        fault(
            "# only a comment",
            "instruments.yaml is empty. It needs instruments: [{venue: binance, symbol: BTC/USDT,"
                + " exchange_type: spot}]."),
        fault(
            GOOD,
            "instruments.yaml line 1: the file must start with a name and a colon, like"
                + " instruments: [{venue: binance, symbol: BTC/USDT, exchange_type: spot}]."),
        fault(
            "instrumnets:\n" + GOOD,
            "instruments.yaml line 1: \"instrumnets\" is not known. Did you mean instruments?",
            "instruments.yaml: instruments is missing. Add for example instruments: [{venue:"
                + " binance, symbol: BTC/USDT, exchange_type: spot}]."),
        fault(
            "instruments:",
            "instruments.yaml line 1: instruments has no value. Write for example instruments:"
                + " [{venue: binance, symbol: BTC/USDT, exchange_type: spot}]."),
        fault(
            "instruments: []",
            "instruments.yaml line 1: instruments must be a list of at least one, for example"
                + " instruments: [{venue: binance, symbol: BTC/USDT, exchange_type: spot}]."),
        fault(
            "instruments: {all: true}",
            "instruments.yaml line 1: instruments must be a list of at least one, for example"
                + " instruments: [{venue: binance, symbol: BTC/USDT, exchange_type: spot}]."),
        fault(
            "instruments:\n- BTC/USDT",
            "instruments.yaml line 2: an instrument is written as {venue: binance, symbol:"
                + " BTC/USDT, exchange_type: spot} or as binance/BTC/USDT/spot."),
        fault(
            "instruments:\n- binance/BTC/USDT/spto",
            "instruments.yaml line 2: binance/BTC/USDT/spto: \"spto\" is no exchange_type; there are"
                + " spot, swap and future. Did you mean spot?"),
        fault(
            "instruments:\n- {venue: binanse, symbol: BTC/USDT, exchange_type: spot}",
            "instruments.yaml line 2: venue: \"binanse\" is no venue; there are binance, okx and"
                + " bybit. Did you mean binance?"),
        fault(
            "instruments:\n- {venue: kraken, symbol: BTC/USDT, exchange_type: margin}",
            "instruments.yaml line 2: venue: \"kraken\" is no venue; there are binance, okx and"
                + " bybit.",
            "instruments.yaml line 2: exchange_type: \"margin\" is no exchange_type; there are"
                + " spot, swap and future."),
        fault(
            "instruments:\n- venue: binance\n  symbol: BTCUSDT\n  exchange_type: spot",
            "instruments.yaml line 3: symbol: \"BTCUSDT\" is no symbol; write it like BTC/USDT or"
                + " BTC/USDT:USDT."),
        fault(
            "instruments:\n- {venue: binance, symbol: BTC/USDT:USDT, exchange_type: spot}",
            "instruments.yaml line 2: symbol: \"BTC/USDT:USDT\" is not how a spot instrument is"
                + " written; see BTC/USDT."),
        fault(
            "instruments:\n- {venue: binance, symbol: BTC/USDT:USDT-261225, exchange_type: swap}",
            "instruments.yaml line 2: symbol: \"BTC/USDT:USDT-261225\" has a date, so it is a"
                + " future, not a swap."),
        fault(
            "instruments:\n- venue: binance\n  exchange_typ: spot",
            "instruments.yaml line 2: symbol is missing in this instrument. Add for example"
                + " symbol: BTC/USDT.",
            "instruments.yaml line 2: exchange_type is missing in this instrument. Add for example"
                + " exchange_type: spot.",
            "instruments.yaml line 3: \"exchange_typ\" is not known. Did you mean exchange_type?"),
        fault(
            "instruments:\n- {venue: [binance], symbol: BTC/USDT, exchange_type: spot}",
            "instruments.yaml line 2: venue must be a single value, for example venue: binance."),
        fault(
            "instruments:\n- {venue: binance, symbol: BTC/USDT, exchange_type: spot, note: x}",
            "instruments.yaml line 2: \"note\" is not known; there are venue, symbol and"
                + " exchange_type."),
        fault(
            """
            instruments:
            - {venue: binance, symbol: BTC/USDT, exchange_type: future}
            - {venue: binance, symbol: 'BTC/USDT:USDT', exchange_type: swap}
            """,
            "instruments.yaml line 3: binance:swap:BTC/USDT:USDT is listed a second time; line 2"
                + " has it too. Remove one of them."),
        fault(
            "instruments:\n- venue: binance\n  venue: okx\n  symbol: A/B\n  exchange_type: spot",
            "instruments.yaml line 3: venue is given a second time; line 2 has it too. Remove one"
                + " of them."),
        fault(
            "instruments:\n" + GOOD + "\ninstruments:\n" + GOOD,
            "instruments.yaml line 3: instruments is given a second time; line 1 has it too."
                + " Remove one of them."),
        fault(
            "instruments:\n\t" + GOOD,
            "instruments.yaml line 2: a tab is used for indentation. Use spaces."),
        fault(
            "instruments:\n- {venue: binance, symbol: BTC/USDT",
            "instruments.yaml line 3, column 1: this is no valid YAML (expected ',' or '}', but got"
                + " <stream end>). Look at the indentation, colons and quotes here and in the line"
                + " before."),
        fault(
            "instruments:\n- venue: 'binance",
            "instruments.yaml line 3, column 1: this is no valid YAML (found unexpected end of"
                + " stream). Look at the indentation, colons and quotes here and in the line"
                + " before."),
        fault(
            "instruments:\n- venue: binance\n symbol: BTC/USDT",
            "instruments.yaml line 3, column 2: this is no valid YAML (expected <block end>, but"
                + " found '<block mapping start>'). Look at the indentation, colons and quotes here"
                + " and in the line before."),
        fault(
            "instruments:\n" + GOOD + "\n---\nmore: 1",
            "instruments.yaml line 4: a second document starts here. Leave out the line with ---."),
        fault(
            "instruments: &a\n- &b {venue: binance}\n- *b",
            "instruments.yaml line 3: *b is an alias. Write the value out."),
        fault(
            "instruments: !!javax.script.ScriptEngineManager [x]",
            "instruments.yaml line 1: an instrument is written as {venue: binance, symbol:"
                + " BTC/USDT, exchange_type: spot} or as binance/BTC/USDT/spot."),
        fault(
            "instruments: " + "[".repeat(21) + "]".repeat(21),
            "instruments.yaml line 1: more than 20 levels of nesting."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void everyFaultIsNamedWithItsLine(String text, String[] problems) {
    Path file = Faults.file(temp, "instruments.yaml", text);
    Faults.assertProblems(() -> InstrumentsFile.read(file), problems);
  }

  @Test
  void aBombOfAliasesIsRefusedAtTheFirstOne() {
    StringBuilder text = new StringBuilder("a: &a [x, x]\n");
    for (char c = 'b'; c <= 'z'; c++) {
      char before = (char) (c - 1);
      text.append("%c: &%c [*%c, *%c, *%c]\n".formatted(c, c, before, before, before));
    }
    Path file = Faults.file(temp, "instruments.yaml", text.toString());
    Faults.assertProblems(
        () -> InstrumentsFile.read(file),
        "instruments.yaml line 2: *a is an alias. Write the value out.");
  }

  @Test
  void deepNestingEndsBeforeTheStackDoes() {
    Path file = Faults.file(temp, "instruments.yaml", "a: " + "[".repeat(200_000));
    Faults.assertProblems(
        () -> InstrumentsFile.read(file),
        "instruments.yaml line 1: more than 20 levels of nesting.");
  }

  @Test
  void aMissingFileIsNamedWithWhatToCreate() {
    Path file = temp.resolve("instruments.yaml");
    Faults.assertProblems(
        () -> InstrumentsFile.read(file),
        "there is no file %s. Create it with instruments: [{venue: binance, symbol: BTC/USDT, exchange_type: spot}]."
            .formatted(file));
  }

  @Test
  void aFolderIsNoFile() {
    Faults.assertProblems(
        () -> InstrumentsFile.read(temp), temp + " is no file. A YAML file is expected there.");
  }

  @Test
  void aFileThatIsNotUtf8IsNamedWithItsLine() throws IOException {
    Path file = temp.resolve("instruments.yaml");
    Files.write(file, "instruments:\n# Z\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1));
    Faults.assertProblems(
        () -> InstrumentsFile.read(file),
        "instruments.yaml line 2: this is not UTF-8 text. Save the file as UTF-8.");
  }

  @Test
  void aCharacterThatIsCutOffAtTheEndIsNotUtf8Either() throws IOException {
    Path file = temp.resolve("instruments.yaml");
    Files.write(file, new byte[] {'a', ':', '\n', (byte) 0xc3});
    Faults.assertProblems(
        () -> InstrumentsFile.read(file),
        "instruments.yaml line 2: this is not UTF-8 text. Save the file as UTF-8.");
  }

  @Test
  void aByteOrderMarkDoesNotMatter() {
    Path file = Faults.file(temp, "instruments.yaml", "\uFEFFinstruments:", GOOD);
    assertThat(InstrumentsFile.read(file)).hasSize(1);
  }

  @Test
  void aHugeFileIsNotRead() {
    Path file = Faults.file(temp, "instruments.yaml", "# " + "x".repeat(1 << 20));
    Faults.assertProblems(
        () -> InstrumentsFile.read(file),
        "instruments.yaml has 1,048,579 bytes; a configuration file may have up to 1,048,576.");
  }

  private static Arguments fault(String text, String... problems) {
    return arguments(text, problems);
  }
}
