package datalayer.app.kill;

import datalayer.market.TimeRange;
import datalayer.simulator.Fault;
import datalayer.simulator.binance.SimulatedBinance;
import datalayer.simulator.truth.MarketScript;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What can go wrong at the exchange during a drill. Each must be met by somebody. */
enum Mishap {
  STORM_OF_429,
  BAN_OF_418,
  SERVER_ERROR,
  TRUNCATED,
  DRIBBLED,
  HANG_BEFORE_ANSWER,
  HANG_IN_BODY,
  BAD_DAY,
  BAD_MONTH,
  LATE_FILE,
  FILE_THAT_NEVER_COMES,
  FILE_WITHOUT_SOME_BARS,
  FILE_REPLACED_LATER,
  AMENDED_BARS,
  OUTAGE;

  /** When the exchange says what is true of bars that it first said otherwise. */
  static final Instant CORRECTED = DrillWorld.NOW.plus(Duration.ofHours(10));

  private static final String SPOT_FILES = "data/spot/";
  private static final String FUTURES_FILES = "data/futures/um/";

  /** Requests that are made whatever else happens. */
  private static final List<String> REQUESTS = List.of("GET /api/v3/klines", "GET /fapi/v1/klines");

  private static final List<String> QUESTIONS =
      List.of(
          "GET /api/v3/klines",
          "GET /fapi/v1/klines",
          "GET /" + SPOT_FILES + ".*\\.zip$",
          "GET /" + FUTURES_FILES + ".*\\.zip$",
          "GET /data\\.binance\\.vision");

  /** Asks for it, once, somewhere in the range of the drill. */
  void befall(SimulatedBinance binance, Random random, Set<String> spoiled) {
    switch (this) {
      case STORM_OF_429 ->
          binance.faults().add(one(REQUESTS, random), Fault.tooMany(429, "1"), some(random, 3));
      case BAN_OF_418 -> binance.faults().add(one(REQUESTS, random), Fault.tooMany(418, "2"), 1);
      case SERVER_ERROR -> passing(binance, random, Fault.status(503));
      case TRUNCATED -> passing(binance, random, new Fault.Truncate(random.nextInt(300)));
      case DRIBBLED -> passing(binance, random, new Fault.Dribble(8, Duration.ofMillis(100)));
      case HANG_BEFORE_ANSWER -> passing(binance, random, new Fault.HangBeforeAnswer());
      case HANG_IN_BODY -> passing(binance, random, new Fault.HangInBody(random.nextInt(200)));
      case BAD_DAY -> spoil(binance, day(random, spoiled), random);
      case BAD_MONTH -> spoil(binance, month(random, spoiled), random);
      case LATE_FILE -> binance.publications().late(day(random, spoiled), Duration.ofDays(30));
      case FILE_THAT_NEVER_COMES -> binance.publications().missing(day(random, spoiled));
      case FILE_WITHOUT_SOME_BARS -> lacking(binance, random, spoiled, false);
      case FILE_REPLACED_LATER -> lacking(binance, random, spoiled, true);
      case AMENDED_BARS ->
          binance
              .truth()
              .script()
              .amend(
                  MarketScript.only(DrillWorld.SWAP),
                  hours(LocalDate.of(2026, 2, 4 + random.nextInt(24)), random, 3),
                  CORRECTED);
      case OUTAGE ->
          binance
              .truth()
              .script()
              .outage(
                  MarketScript.only(DrillWorld.SPOT),
                  hours(LocalDate.of(2026, 2, 4 + random.nextInt(24)), random, 2));
    }
  }

  /** Whether what was landed first is not the truth, so that changed files must be read again. */
  boolean isCorrectedLater() {
    return this == AMENDED_BARS || this == FILE_REPLACED_LATER;
  }

  /** What is over after one or two answers. */
  private static void passing(SimulatedBinance binance, Random random, Fault fault) {
    binance.faults().add(one(QUESTIONS, random), fault, some(random, 2));
  }

  private static void spoil(SimulatedBinance binance, String key, Random random) {
    binance.faults().always("GET /" + key + "$", Fault.flipByte(random.nextInt(1, 5_000)));
  }

  private static void lacking(
      SimulatedBinance binance, Random random, Set<String> spoiled, boolean replaced) {
    String key = day(random, spoiled);
    String date = key.substring(key.length() - "2026-03-01\\.zip".length()).replace("\\.zip", "");
    binance
        .publications()
        .lacking(key, hours(LocalDate.parse(date), random, 4), replaced ? CORRECTED : null);
  }

  /** A daily file that is certain to be read, as a regular expression; no other mishap's. */
  private static String day(Random random, Set<String> spoiled) {
    return file(random, spoiled, "daily", "2026-03-%02d".formatted(random.nextInt(1, 6)));
  }

  private static String month(Random random, Set<String> spoiled) {
    return file(random, spoiled, "monthly", "2026-02");
  }

  private static String file(Random random, Set<String> spoiled, String span, String period) {
    Set<String> keys = new HashSet<>();
    String key;
    do {
      boolean spot = span.equals("monthly") || random.nextBoolean();
      String timeframe = random.nextBoolean() ? "15m" : "1h";
      key =
          "%s%s/klines/LTCUSDT/%s/LTCUSDT-%s-%s.zip"
              .formatted(spot ? SPOT_FILES : FUTURES_FILES, span, timeframe, timeframe, period);
      if (!keys.add(key) && keys.size() > 3) {
        throw new IllegalStateException("every file of " + period + " is spoiled");
      }
    } while (!spoiled.add(key));
    return key.replace(".zip", "\\.zip");
  }

  private static TimeRange hours(LocalDate day, Random random, int hours) {
    Instant from =
        day.atTime(random.nextInt(24 - hours), 15 * random.nextInt(4)).toInstant(ZoneOffset.UTC);
    return new TimeRange(from, from.plus(Duration.ofHours(hours)));
  }

  private static int some(Random random, int most) {
    return random.nextInt(1, most + 1);
  }

  private static String one(List<String> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }
}
