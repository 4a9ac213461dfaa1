package datalayer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;

/** Real archive files beside the project, read by means that share nothing with the product. */
public final class RealData {

  private static final Path ARCHIVE =
      Path.of("../../shared/data/archive").toAbsolutePath().normalize();

  private RealData() {}

  /** The folder; the test is skipped, saying so, where it is absent. */
  public static Path archive() {
    assumeTrue(
        Files.isDirectory(ARCHIVE), "real archive files are not beside the project: skipped");
    return ARCHIVE;
  }

  /** The monthly zip of a symbol, {@code LTCUSDT} and {@code 2026-02}. */
  public static Path monthly(String symbol, String month) {
    return archive()
        .resolve(
            "data/futures/um/monthly/klines/%s/1m/%s-1m-%s.zip".formatted(symbol, symbol, month));
  }

  /** Every monthly zip, by name. */
  public static List<Path> allMonthly() {
    try (var files = Files.walk(archive().resolve("data/futures/um/monthly"))) {
      return files.filter(f -> f.toString().endsWith(".zip")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The series whose bars a zip holds. */
  public static Series series(Path zip) {
    String symbol = zip.getFileName().toString().split("-", -1)[0];
    return Series.parse("binance:swap:" + symbol.replace("USDT", "/USDT") + ":1m");
  }

  /** The month that a monthly zip is named after. */
  public static TimeRange month(Path zip) {
    String name = String.valueOf(zip.getFileName());
    YearMonth month = YearMonth.parse(name.substring(name.indexOf("-1m-") + 4, name.length() - 4));
    return new TimeRange(
        month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
        month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** The rows of a zip, by open time. */
  public static Map<Long, Bar> rows(Path zip) {
    Map<Long, Bar> rows = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      assertThat(in.getNextEntry()).isNotNull();
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (Character.isDigit(line.charAt(0))) {
          Bar bar = bar(line.split(",", -1));
          rows.put(bar.openTime(), bar);
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bar bar(String[] columns) {
    List<Amount> amounts =
        Arrays.stream(columns).map(text -> Amount.of(new java.math.BigDecimal(text))).toList();
    return new Bar(
        Long.parseLong(columns[0]),
        amounts.get(1),
        amounts.get(2),
        amounts.get(3),
        amounts.get(4),
        amounts.get(5),
        amounts.get(7),
        Long.parseLong(columns[8]),
        amounts.get(9),
        amounts.get(10));
  }
}
