package datalayer.simulator;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Timeframe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Packs the files that Binance's archive publishes for one symbol and timeframe. The copies that
 * {@code with…} return change how rows are written and leave this one as it is.
 *
 * @param folder {@code data/spot} or {@code data/futures/um}
 * @param symbol as Binance writes it, {@code BTCUSDT}
 * @param header whether files open with the names of their columns
 * @param micros whether times are microseconds, not milliseconds
 */
public record ArchiveFiles(
    String folder, String symbol, Timeframe timeframe, boolean header, boolean micros) {

  /** The first line of files that have one. */
  public static final String HEADER =
      "open_time,open,high,low,close,volume,close_time,quote_volume,count,"
          + "taker_buy_volume,taker_buy_quote_volume,ignore";

  /** Spot files as they are from 2025 on: microseconds, no header. */
  public static ArchiveFiles spot(String symbol, Timeframe timeframe) {
    return new ArchiveFiles("data/spot", symbol, timeframe, false, true);
  }

  /** USDT-margined futures as they are from about 2022 on: milliseconds and a header. */
  public static ArchiveFiles usdtMargined(String symbol, Timeframe timeframe) {
    return new ArchiveFiles("data/futures/um", symbol, timeframe, true, false);
  }

  public ArchiveFiles withHeader(boolean wanted) {
    return new ArchiveFiles(folder, symbol, timeframe, wanted, micros);
  }

  public ArchiveFiles withMicros(boolean wanted) {
    return new ArchiveFiles(folder, symbol, timeframe, header, wanted);
  }

  /** A month's file with exactly these bars, in this order. */
  public PackedFile month(YearMonth month, List<Bar> bars) {
    return packed("monthly", month.toString(), text(bars));
  }

  /** A day's file with exactly these bars, in this order. */
  public PackedFile day(LocalDate day, List<Bar> bars) {
    return packed("daily", day.toString(), text(bars));
  }

  /** A month's file with this text, whatever it says. */
  public PackedFile month(YearMonth month, String csv) {
    return packed("monthly", month.toString(), csv.getBytes(StandardCharsets.UTF_8));
  }

  /** A day's file with this text, whatever it says. */
  public PackedFile day(LocalDate day, String csv) {
    return packed("daily", day.toString(), csv.getBytes(StandardCharsets.UTF_8));
  }

  /** A day's file with these bytes as its CSV. */
  public PackedFile day(LocalDate day, byte[] csv) {
    return packed("daily", day.toString(), csv);
  }

  /** A day's file whose zip is these bytes; the checksum is theirs. */
  public PackedFile dayOfZip(LocalDate day, byte[] zip) {
    return file(key("daily", day.toString()), zip);
  }

  /** The name of a day's zip without its ending. */
  public String stem(LocalDate day) {
    return stem(day.toString());
  }

  /** The text of a file with these bars. */
  public byte[] text(List<Bar> bars) {
    String rows = bars.stream().map(this::row).collect(Collectors.joining());
    return ((header ? HEADER + "\n" : "") + rows).getBytes(StandardCharsets.UTF_8);
  }

  /** A bar as a line of the file, with its line break. */
  public String row(Bar bar) {
    long unit = micros ? 1000 : 1;
    long open = bar.openTime() * unit;
    long close = (bar.openTime() + timeframe.millis()) * unit - 1;
    return String.join(
        ",",
        String.valueOf(open),
        written(bar.open()),
        written(bar.high()),
        written(bar.low()),
        written(bar.close()),
        written(bar.volume()),
        String.valueOf(close),
        written(bar.quoteVolume()),
        String.valueOf(Math.max(bar.trades(), 0)),
        written(bar.takerBuyVolume()),
        written(bar.takerBuyQuoteVolume()),
        "0\n");
  }

  /** A zip with one entry; the same text gives the same bytes. */
  public static byte[] zip(String name, byte[] text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      // a fixed time, so that the same rows give the same checksum
      ZipEntry entry = new ZipEntry(name);
      entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      zip.write(text);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private PackedFile packed(String span, String period, byte[] csv) {
    return file(key(span, period), zip(stem(period) + ".csv", csv));
  }

  private static PackedFile file(String key, byte[] zip) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return new PackedFile(key, zip, sha256(zip) + "  " + name + "\n");
  }

  private String key(String span, String period) {
    return "%s/%s/klines/%s/%s/%s.zip"
        .formatted(folder, span, symbol, timeframe.label(), stem(period));
  }

  private String stem(String period) {
    return "%s-%s-%s".formatted(symbol, timeframe.label(), period);
  }

  /** Spot prices carry eight places; futures as many as are needed. */
  private String written(@Nullable Amount amount) {
    if (amount == null) {
      return "0";
    }
    return folder.endsWith("spot")
        ? amount.toBigDecimal().setScale(8).toPlainString()
        : amount.toString();
  }
}
