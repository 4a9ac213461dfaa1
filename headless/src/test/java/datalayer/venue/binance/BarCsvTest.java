package datalayer.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.simulator.ArchiveFiles;
import datalayer.venue.RejectedRow;
import datalayer.venue.binance.BarCsv.Rows;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class BarCsvTest {

  private static final String GOOD =
      "1772323200000,54.52,54.53,54.51,54.50,1032.594,1772323259999,56294.3,232,794.2,43299.9,0";
  private static final Bar BAR =
      new Bar(
          1772323200000L,
          Amount.parse("54.52"),
          Amount.parse("54.53"),
          Amount.parse("54.51"),
          Amount.parse("54.50"),
          Amount.parse("1032.594"),
          Amount.parse("56294.3"),
          232,
          Amount.parse("794.2"),
          Amount.parse("43299.9"));

  private static Rows read(String csv) throws Exception {
    return read(csv.getBytes(StandardCharsets.UTF_8));
  }

  private static Rows read(byte[] csv) throws Exception {
    return BarCsv.read(new ByteArrayInputStream(csv), 10_000);
  }

  static Stream<Arguments> waysToWriteIt() {
    return Stream.of(
        arguments("as it is", GOOD + "\n"),
        arguments("no line break at the end", GOOD),
        arguments("CRLF", GOOD + "\r\n"),
        arguments("header", ArchiveFiles.HEADER + "\n" + GOOD + "\n"),
        arguments("header with CRLF", ArchiveFiles.HEADER + "\r\n" + GOOD + "\r\n"),
        arguments(
            "other words in the header",
            "Open time,Open,High,Low,Close,Volume,Close time,Quote asset volume,Number of trades,a,b,Ignore\n"
                + GOOD),
        arguments("byte order mark", "\ufeff" + GOOD + "\n"),
        arguments("byte order mark and header", "\ufeff" + ArchiveFiles.HEADER + "\n" + GOOD),
        arguments("blank lines at the end", GOOD + "\n\n\r\n\n"),
        arguments(
            "microseconds",
            GOOD.replace("1772323200000", "1772323200000000")
                .replace("1772323259999", "1772323259999999")),
        arguments("more zeros", GOOD.replace("54.52,", "54.520000000000000000,")),
        arguments("scientific", GOOD.replace("54.52,", "5.452E1,")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waysToWriteIt")
  void aBarIsReadHoweverItIsWritten(String way, String csv) throws Exception {
    assertThat(read(csv)).isEqualTo(new Rows(List.of(BAR), List.of()));
  }

  static Stream<Arguments> badRows() {
    return Stream.of(
        arguments("", "it is empty"),
        arguments("1772323200000", "it has 1 columns, 12 are expected"),
        arguments(GOOD.replace(",0", ""), "it has 11 columns, 12 are expected"),
        arguments(GOOD + ",0", "it has 13 columns, 12 are expected"),
        arguments(with(0, ""), "column open_time: a number is missing"),
        arguments(with(0, "2026-03-01"), "column open_time: \"2026-03-01\" is no whole number"),
        arguments(
            with(0, "-772323200000"), "column open_time: \"-772323200000\" is no whole number"),
        arguments(with(0, "1772323200"), unit("1772323200", "seconds")),
        arguments(with(0, "1772323200000000000"), unit("1772323200000000000", "nanoseconds")),
        arguments(with(0, "0"), unit("0", "no time of a market")),
        arguments(
            with(0, "99999999999999999999999"),
            unit("99999999999999999999999", "no time of a market")),
        arguments(
            with(0, "1772323200000001"),
            "column open_time: 1772323200000001 µs is not a whole millisecond"),
        arguments(with(1, "\"54.52\""), "column open: \"\"54.52\"\" is no number"),
        arguments(with(2, ""), "column high: a number is missing"),
        arguments(with(2, "NaN"), "column high: \"NaN\" is no number"),
        arguments(with(2, "Infinity"), "column high: \"Infinity\" is no number"),
        arguments(with(3, "null"), "column low: \"null\" is no number"),
        arguments(with(3, "5\u00002"), "column low: \"5 2\" is no number"),
        arguments(with(3, " 54"), "column low: \" 54\" is no number"),
        arguments(with(3, "0x1F"), "column low: \"0x1F\" is no number"),
        arguments(with(3, "1.2.3"), "column low: \"1.2.3\" is no number"),
        arguments(with(4, "1e309"), "column close: 1e309 is out of any market's range"),
        arguments(
            with(4, "0.0000000000000000001"),
            "column close: 0.0000000000000000001 has more than 18 places after the point"),
        arguments(
            with(5, "99999999999999999999999999999999999999"),
            "column volume: 99999999999999999999999999999999999999 has more than 20 digits before the point"),
        arguments(with(6, "soon"), "column close_time: \"soon\" is no whole number"),
        arguments(
            with(6, "1772323199999"), "column close_time: 1772323199999 is before the bar opens"),
        arguments(with(7, "x"), "column quote_volume: \"x\" is no number"),
        arguments(with(8, "-1"), "column count: \"-1\" is no whole number"),
        arguments(with(8, "232.5"), "column count: \"232.5\" is no whole number"),
        arguments(with(8, "9223372036854775808"), "column count: 9223372036854775808 is too large"),
        arguments(with(9, "?"), "column taker_buy_volume: \"?\" is no number"),
        arguments(with(10, ""), "column taker_buy_quote_volume: a number is missing"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badRows")
  void aRowThatSaysNoBarIsSetAsideWithTheReason(String row, String reason) throws Exception {
    Rows rows = read(GOOD + "\n" + row + "\n" + GOOD + "\n");
    assertThat(rows.bars()).containsExactly(BAR, BAR);
    assertThat(rows.rejected()).containsExactly(new RejectedRow(2, row, reason));
  }

  @Test
  void bytesThatAreNoUtf8AreSetAside() throws Exception {
    byte[] csv = (GOOD + "\n" + with(1, "§") + "\n" + GOOD).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(csv).rejected())
        .containsExactly(new RejectedRow(2, with(1, "\ufffd"), "column open: \"§\" is no number"));
  }

  @Test
  void anOverlongLineIsSetAsideInBoundedMemory() throws Exception {
    String filler = "9".repeat(10_000_000);
    Rows rows = read(GOOD + "\n" + filler + "\n" + GOOD + "\n");
    assertThat(rows.bars()).hasSize(2);
    assertThat(rows.rejected())
        .containsExactly(
            new RejectedRow(2, filler.substring(0, 1_000), "it is longer than 4,096 bytes"));
  }

  @Test
  void unitsMayChangeFromRowToRow() throws Exception {
    String micros =
        GOOD.replace("1772323200000", "1772323260000000")
            .replace("1772323259999", "1772323319999999");
    assertThat(read(GOOD + "\n" + micros).bars())
        .extracting(Bar::openTime)
        .containsExactly(1772323200000L, 1772323260000L);
  }

  @Test
  void nothingIsJudgedDroppedOrSorted() throws Exception {
    String negative = with(1, "-5");
    String offTheGrid = with(0, "1772323200001");
    String early = with(0, "1512086400000");
    Rows rows = read(String.join("\n", GOOD, GOOD, negative, offTheGrid, early));
    assertThat(rows.bars())
        .extracting(Bar::openTime)
        .containsExactly(
            1772323200000L, 1772323200000L, 1772323200000L, 1772323200001L, 1512086400000L);
    assertThat(rows.bars().get(2).open()).isEqualTo(Amount.parse("-5"));
  }

  @Test
  void aColumnThatEveryRowHasMoreIsPassedOver() throws Exception {
    assertThat(read(GOOD + ",new\n" + GOOD + ",new\n").bars()).containsExactly(BAR, BAR);
  }

  @Test
  void aHeaderAloneIsAFileWithoutBars() throws Exception {
    assertThat(read(ArchiveFiles.HEADER + "\n")).isEqualTo(new Rows(List.of(), List.of()));
  }

  /** Whatever the size of the pieces, the rows are the same. */
  @Test
  void linesAreFoundAcrossReads() throws Exception {
    byte[] csv = ("\ufeff" + (GOOD + "\r\n").repeat(50)).getBytes(StandardCharsets.UTF_8);
    for (int most = 1; most < 120; most += 7) {
      int size = most;
      InputStream pieces =
          new ByteArrayInputStream(csv) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
              return super.read(target, offset, Math.min(length, size));
            }
          };
      assertThat(BarCsv.read(pieces, 10_000).bars()).hasSize(50).containsOnly(BAR);
    }
  }

  private static String with(int column, String text) {
    String[] fields = GOOD.split(",", -1);
    fields[column] = text;
    return String.join(",", fields);
  }

  private static String unit(String time, String unit) {
    return "column open_time: %s looks like %s; milli- or microseconds are expected"
        .formatted(time, unit);
  }
}
