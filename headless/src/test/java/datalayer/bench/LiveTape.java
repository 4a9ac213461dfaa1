package datalayer.bench;

import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What Binance's spot market pushes in an hour in which every series moves all the time: an update
 * of each open minute every quarter of a second, as its busiest streams have it, and each minute's
 * final frame. Every figure follows from series and time, so that any bar can be checked.
 */
final class LiveTape {

  static final Instant START = Instant.parse("2026-03-10T12:00:00Z");

  /** Of one series within a minute; the last of them is final. */
  static final int FRAMES_A_MINUTE = 240;

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long EVERY = MINUTE / FRAMES_A_MINUTE;

  private final int series;
  private final int minutes;

  LiveTape(int series, int minutes) {
    this.series = series;
    this.minutes = minutes;
  }

  long frames() {
    return (long) series * minutes * FRAMES_A_MINUTE;
  }

  long bars() {
    return (long) series * minutes;
  }

  TimeRange range() {
    return new TimeRange(START, START.plus(Duration.ofMinutes(minutes)));
  }

  List<Series> series() {
    return IntStream.range(0, series)
        .mapToObj(i -> Series.parse("binance:spot:%s/USDT:1m".formatted(base(i))))
        .toList();
  }

  /** The true bars of a series that open within a range. */
  List<Bar> bars(Series one, TimeRange range) {
    int index = Integer.parseInt(one.instrument().base().substring(1));
    List<Bar> bars = new ArrayList<>();
    for (long open = range.from().toEpochMilli();
        open < range.to().toEpochMilli();
        open += MINUTE) {
      Figures f = new Figures(index, open, FRAMES_A_MINUTE - 1);
      bars.add(
          new Bar(
              open,
              price(f.open()),
              price(f.high()),
              price(f.low()),
              price(f.close()),
              price(f.volume()),
              price(f.quote()),
              f.trades(),
              price(f.volume() / 2),
              price(f.quote() / 2)));
    }
    return bars;
  }

  /**
   * A frame as it goes over the wire, text and no more.
   *
   * @param number from 0 to {@link #frames}: all series' first updates, then all their second ones
   * @param wrapped as streams are that are named in the address, or bare
   */
  byte[] frame(long number, boolean wrapped) {
    int index = (int) (number % series);
    long step = number / series;
    int update = (int) (step % FRAMES_A_MINUTE);
    long open = START.toEpochMilli() + step / FRAMES_A_MINUTE * MINUTE;
    boolean last = update == FRAMES_A_MINUTE - 1;
    long at = open + (update + 1) * EVERY + (last ? 200 : 0);
    String id = base(index) + "USDT";
    StringBuilder text = new StringBuilder(448);
    if (wrapped) {
      text.append("{\"stream\":\"").append(id.toLowerCase(Locale.ROOT));
      text.append("@kline_1m\",\"data\":");
    }
    text.append("{\"e\":\"kline\",\"E\":").append(at).append(",\"s\":\"").append(id);
    text.append("\",\"k\":");
    bar(text, id, new Figures(index, open, update), last);
    text.append(wrapped ? "}}" : "}");
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void bar(StringBuilder text, String id, Figures f, boolean last) {
    text.append("{\"t\":").append(f.start()).append(",\"T\":").append(f.start() + MINUTE - 1);
    text.append(",\"s\":\"").append(id).append("\",\"i\":\"1m\",\"f\":100,\"L\":");
    text.append(99 + f.trades());
    figure(text, "o", f.open());
    figure(text, "c", f.close());
    figure(text, "h", f.high());
    figure(text, "l", f.low());
    figure(text, "v", f.volume());
    text.append(",\"n\":").append(f.trades()).append(",\"x\":").append(last);
    figure(text, "q", f.quote());
    figure(text, "V", f.volume() / 2);
    figure(text, "Q", f.quote() / 2);
    text.append(",\"B\":\"0\"}");
  }

  /** Eight places, as Binance writes figures. */
  private static void figure(StringBuilder text, String name, long cents) {
    text.append(",\"").append(name).append("\":\"").append(cents / 100).append('.');
    text.append(cents / 10 % 10).append(cents % 10).append("000000\"");
  }

  private static Amount price(long cents) {
    return Amount.parse("%d.%02d".formatted(cents / 100, cents % 100));
  }

  private static String base(int index) {
    return "S%03d".formatted(index);
  }

  /** A minute's figures up to one of its updates, in hundredths. */
  private record Figures(long start, long open, long high, long low, long close, int update) {

    Figures(int index, long start, int update) {
      this(
          start,
          basis(index, start),
          basis(index, start) + update,
          basis(index, start) - update / 3,
          basis(index, start) + update / 2,
          update);
    }

    private static long basis(int index, long start) {
      return 1_000_000 + index * 7_919L + start / MINUTE % 1_000 * 13;
    }

    private long volume() {
      return 1_000 + update * 731L;
    }

    private long quote() {
      return volume() * 97;
    }

    private int trades() {
      return update + 1;
    }
  }
}
