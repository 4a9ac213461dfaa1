package datalayer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line says to arguments that cannot be meant. */
final class CommandLineTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));

  @TempDir Path directory;

  private record Outcome(int code, String out, String err) {}

  private Outcome run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        CommandLineMain.run(
            arguments,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            CLOCK,
            Optional.empty());
    return new Outcome(code, out.toString(), err.toString());
  }

  private Outcome runHere(String line) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--data-dir", directory.toString(), "--config", directory.toString()));
    arguments.addAll(List.of(line.strip().split("\\s+", -1)));
    return run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frobnicate | Unmatched argument at index 4: 'frobnicate'",
        "covrage | Did you mean: datalayer coverage",
        "backfill | datalayer: name what to do: backfill yaml, full, list, show, pause, resume, cancel or retry",
        "backfill full --start 2026-02-01 --end 2026-03-01 | Missing required option: '--timeframe=TF'",
        "backfill full --timeframe 2m --start 2026-02-01 --end 2026-03-01 | datalayer: --timeframe: \"2m\" is no timeframe; there are 1m, 5m, 15m and 1h",
        "backfill full --timeframe 1m --start 2026-03-01 --end 2026-02-01 | datalayer: --start 2026-03-01 is not before --end 2026-02-01",
        "backfill full --timeframe 1m --start yesterday --end 2026-02-01 | datalayer: --start: ",
        "backfill full --timeframe 1m --start 2026-01-01 --end 2026-02-01 --max-concurrency 0 | datalayer: --max-concurrency must be at least 1, not 0",
        "backfill full --timeframe 1m --start 2026-01-01 --end 2026-02-01 --load all | Invalid value for option '--load': expected one of [MISSING, HOLES, CHANGED, EVERYTHING] (case-insensitive) but was 'all'",
        "backfill full --timeframe 1m --start 2026-01-01 --end 2026-02-01 --instrument binance:spot:BTCUSDT | datalayer: \"BTCUSDT\" is no symbol; write it like BTC/USDT or BTC/USDT:USDT",
        "backfill full --timeframe 1m --start 2026-01-01 --end 2026-02-01 --instrument binance:spot:ETH/USDT,binance:spot:BTCUSDT | datalayer: \"BTCUSDT\" is no symbol; write it like BTC/USDT or BTC/USDT:USDT",
        "backfill full --timeframe 1m --start 2026-01-01 --end 2026-02-01 | names no instrument; add some, or name them with --instrument",
        "backfill yaml | Missing required parameter: 'FILE'",
        "--no-gui --attach http://127.0.0.1:1 | datalayer: --no-gui runs a daemon here, --attach uses one elsewhere; drop one",
        "query | Missing required parameter: 'SQL'",
        "simulate --from /nowhere | datalayer: /nowhere has no folder data/ in it; name the folder that holds the archive's tree",
      })
  void usageIsExplained(String line, String message) {
    Outcome outcome = runHere(line);

    assertThat(outcome.err()).contains(message.strip());
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aDataDirectoryThatCannotBeWrittenIsNamedWithWhatToDo() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    Path data = file.resolve("data");
    Outcome outcome =
        run("--data-dir", data.toString(), "--config", directory.toString(), "status");

    assertThat(outcome.err())
        .contains("the data directory %s cannot be used: ".formatted(data))
        .contains(". Mend that, or name another with --data-dir.");
    assertThat(outcome.code()).isEqualTo(ExitCode.ERROR);
  }

  @Test
  void aFolderOfConfigurationThatIsNotThereIsNamed() {
    Outcome outcome = run("--config", directory.resolve("none").toString(), "status");

    assertThat(outcome.err())
        .startsWith(
            "datalayer: --config " + directory.resolve("none") + ": there is no such folder.");
    assertThat(outcome.code()).isEqualTo(ExitCode.ERROR);
  }

  @Test
  void aMissingBackfillFileIsNamed() {
    Outcome outcome = runHere("backfill yaml none.yaml");

    assertThat(outcome.err()).contains("none.yaml");
    assertThat(outcome.code()).isEqualTo(ExitCode.ERROR);
  }

  @Test
  void withoutACommandAndWithoutAConsoleItSaysSo() {
    Outcome outcome = run();

    assertThat(outcome.err())
        .isEqualTo(
            "datalayer: name a command; datalayer --help lists them. This installation has no console.\n"
                .replace("\n", System.lineSeparator()));
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void instrumentsAreListedAsMeantAndAsWritten() throws Exception {
    Files.writeString(
        directory.resolve("instruments.yaml"),
        "instruments:\n  - venue: binance\n    symbol: LTC/USDT\n    exchange_type: future\n");

    Outcome outcome = runHere("instruments list");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines())
        .containsExactly(
            "VENUE    TYPE  SYMBOL         AS WRITTEN",
            "binance  swap  LTC/USDT:USDT  LTC/USDT future");
  }

  @Test
  void completionForShellsIsGenerated() {
    Outcome outcome = run("generate-completion");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("complete -F").contains("backfill");
  }
}
