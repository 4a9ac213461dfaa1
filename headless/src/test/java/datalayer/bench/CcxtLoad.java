package datalayer.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import datalayer.app.RealData;
import datalayer.market.TimeRange;
import datalayer.npm.NodePackages;
import datalayer.store.ClickHouseAddress;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Loads bars with ccxt and ClickHouse's JavaScript client, in a process of node. */
final class CcxtLoad {

  static final String PLAIN_TABLE =
      """
      CREATE TABLE ${database}.ccxt_bars (symbol LowCardinality(String), timestamp DateTime64(3, 'UTC'),
      open Float64, high Float64, low Float64, close Float64, volume Float64)
      ENGINE = MergeTree ORDER BY (symbol, timestamp)\
      """;

  private static final String CCXT = "4.5.84";
  private static final String CLIENT = "1.23.1";
  private static final String RESULT = "RESULT ";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path nodePath;
  private final URI rest;

  CcxtLoad(URI rest) throws Benchmark.NotRunException, InterruptedException {
    this.rest = rest;
    try {
      this.nodePath =
          Path.of(
              NodePackages.install("ccxt", CCXT)
                  + File.pathSeparator
                  + NodePackages.install("@clickhouse/client", CLIENT));
    } catch (IllegalStateException e) {
      throw new Benchmark.NotRunException(String.valueOf(e.getMessage()));
    }
  }

  /** Rows and seconds. */
  record Result(long rows, double seconds) {

    double rate() {
      return rows / seconds;
    }
  }

  /**
   * Loads the months of these zips.
   *
   * @param rateLimit as ccxt has it by default, or off
   */
  Result load(ClickHouseAddress to, String table, List<Path> zips, boolean rateLimit)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>();
    environment.put("REST_URL", rest.toString());
    environment.put("RATE_LIMIT", rateLimit ? "on" : "off");
    environment.put("URL", to.endpoint().toString());
    environment.put("USER_NAME", to.username());
    environment.put("PASSWORD", to.password());
    environment.put("DATABASE", to.database());
    environment.put("TABLE", table);
    environment.put("INSTRUMENTS", instruments(zips));
    environment.put("STRETCHES", stretches(zips));
    NodePackages.Run run =
        NodePackages.run(
            nodePath,
            Objects.requireNonNull(CcxtLoad.class.getResource("ccxt-load.cjs")),
            environment);
    String line =
        run.output()
            .lines()
            .filter(l -> l.startsWith(RESULT))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("ccxt failed: " + run.output()));
    String[] words = line.substring(RESULT.length()).split(" ", -1);
    return new Result(Long.parseLong(words[0]), Double.parseDouble(words[1]));
  }

  private static String instruments(List<Path> zips) throws JsonProcessingException {
    Map<String, String> ids = new HashMap<>();
    for (Path zip : zips) {
      var instrument = RealData.series(zip).instrument();
      ids.put(instrument.symbol(), Long.toUnsignedString(instrument.id()));
    }
    return JSON.writeValueAsString(ids);
  }

  private static String stretches(List<Path> zips) throws JsonProcessingException {
    record Stretch(String symbol, long from, long to) {}
    return JSON.writeValueAsString(
        zips.stream()
            .map(zip -> {
              TimeRange month = Months.range(Months.month(zip));
              return new Stretch(
                  RealData.series(zip).instrument().symbol(),
                  month.from().toEpochMilli(),
                  month.to().toEpochMilli());
            })
            .toList());
  }
}
