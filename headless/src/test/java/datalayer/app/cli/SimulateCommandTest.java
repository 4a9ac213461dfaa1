package datalayer.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulateCommandTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));

  private static int run(PrintWriter out, PrintWriter err, String line) {
    return CommandLineMain.run(line.split(" ", -1), out, err, CLOCK, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simulate --speed 0 | --speed must be above 0 and at most 10000, not 0.0",
        "simulate --port-base 65535 | --port-base must be from 1 to 65530, or 0 for any free ports, not 65535",
        "simulate --start tomorrow | --start: ",
        "simulate --symbols BTCUSDT | \"BTCUSDT:1m\" is no series; write it like binance:swap:BTC/USDT:1m",
        "simulate --symbols binance:spot:NO/SUCH | --symbols: the simulator does not list binance:spot:NO/SUCH",
        "simulate --from . --seed 3 | --from serves real files, which no --seed, --speed, --start or --symbols can change",
        "simulate --seed many | Invalid value for option '--seed'",
      })
  void usageIsExplained(String line, String message) {
    StringWriter err = new StringWriter();

    int code = run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), line);

    assertThat(err.toString()).contains(message.strip());
    assertThat(code).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void everyAddressIsPrintedAndServed() throws Exception {
    PipedWriter written = new PipedWriter();
    BufferedReader read = new BufferedReader(new PipedReader(written, 1 << 16));
    Thread command =
        Thread.ofPlatform()
            .daemon()
            .start(() ->
                run(
                    new PrintWriter(written, true),
                    new PrintWriter(new StringWriter()),
                    "simulate --seed 5 --start 2026-03-10 --symbols binance:spot:LTC/USDT"));
    try (HttpClient client = HttpClient.newHttpClient()) {
      Map<String, String> addresses = addresses(read);

      assertThat(addresses.keySet())
          .containsExactly(
              "BINANCE__SPOT_REST_URL",
              "BINANCE__SPOT_WS_URL",
              "BINANCE__FUTURES_REST_URL",
              "BINANCE__FUTURES_WS_URL",
              "BINANCE__ARCHIVE_URL",
              "BINANCE__ARCHIVE_LISTING_URL",
              "SIMULATOR__ADMIN_URL");
      assertThat(addresses.values()).allMatch(address -> address.contains("://127.0.0.1:"));
      URI info = URI.create(addresses.get("BINANCE__SPOT_REST_URL") + "/api/v3/exchangeInfo");
      assertThat(client.send(HttpRequest.newBuilder(info).build(), BodyHandlers.ofString()).body())
          .contains("LTCUSDT")
          .doesNotContain("BTCUSDT");
    } finally {
      command.interrupt();
      command.join();
    }
  }

  private static Map<String, String> addresses(BufferedReader read) throws IOException {
    Map<String, String> addresses = new LinkedHashMap<>();
    while (!addresses.containsKey("SIMULATOR__ADMIN_URL")) {
      String line = read.readLine();
      addresses.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    return addresses;
  }
}
