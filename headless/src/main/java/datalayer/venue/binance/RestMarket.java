package datalayer.venue.binance;

import datalayer.market.MarketType;
import datalayer.venue.RequestPriority;
import datalayer.venue.http.BytesSink;
import datalayer.venue.http.HttpCall;
import datalayer.venue.http.HttpFetcher;
import datalayer.venue.http.HttpOutcome;
import datalayer.venue.http.HttpOutcome.Delivered;
import datalayer.venue.http.HttpOutcome.Failed;
import datalayer.venue.http.HttpOutcome.Refused;
import datalayer.venue.http.Pause;
import datalayer.venue.http.RequestBudget;
import datalayer.venue.http.RequestBudget.Permit;
import datalayer.venue.http.Retries;
import datalayer.venue.http.StopNotices;
import datalayer.venue.http.StopNotices.Notice;
import datalayer.venue.http.StoppedException;
import datalayer.venue.http.Ticks;
import datalayer.venue.http.VenueTime;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One of Binance's markets by request: its address, its budget, its time. Every attempt takes its
 * own permit, so that a retry costs what it costs at the venue.
 */
final class RestMarket {

  private static final String USED_WEIGHT = "X-MBX-USED-WEIGHT-1M";

  private final Kind kind;
  private final URI address;
  private final HttpFetcher http;
  private final RequestBudget budget;
  private final StopNotices notices;
  private final VenueTime time;
  private final Retries retries;
  private final Ticks ticks;
  private final Pause pause;
  private final DoubleSupplier chance;

  /** The markets there are. */
  enum Kind {
    SPOT("Binance spot", "/api/v3", "BINANCE__SPOT_REST_URL", 6_000),
    FUTURES("Binance USDT-M", "/fapi/v1", "BINANCE__FUTURES_REST_URL", 2_400);

    final String title;
    final String path;
    final String setting;

    /** Weight a minute, until the market says it itself. */
    final int assumedLimit;

    Kind(String title, String path, String setting, int assumedLimit) {
      this.title = title;
      this.path = path;
      this.setting = setting;
      this.assumedLimit = assumedLimit;
    }

    static Kind of(MarketType type) {
      return type == MarketType.SPOT ? SPOT : FUTURES;
    }
  }

  RestMarket(
      Kind kind,
      URI address,
      HttpFetcher http,
      RequestBudget budget,
      StopNotices notices,
      VenueTime time,
      Retries retries,
      Ticks ticks,
      Pause pause,
      DoubleSupplier chance) {
    this.kind = kind;
    this.address = address;
    this.http = http;
    this.budget = budget;
    this.notices = notices;
    this.time = time;
    this.retries = retries;
    this.ticks = ticks;
    this.pause = pause;
    this.chance = chance;
  }

  Kind kind() {
    return kind;
  }

  RequestBudget budget() {
    return budget;
  }

  VenueTime time() {
    return time;
  }

  /** What is asked for, as evidence shows it. */
  String said(String question) {
    return "GET " + address + kind.path + question;
  }

  /**
   * Asks, within the budget, as often as it takes and is allowed.
   *
   * @param question the path behind the market's own, and its query
   * @param maxBytes a longer answer is none
   */
  <T> RestAnswer<T> get(
      String question, int weight, RequestPriority priority, long maxBytes, AnswerReader<T> reader)
      throws InterruptedException {
    HttpCall call = HttpCall.get(URI.create(address + kind.path + question), maxBytes);
    for (int made = 1; ; made++) {
      Permit permit;
      try {
        permit = permit(priority, weight);
      } catch (StoppedException e) {
        String reason = String.valueOf(e.getMessage());
        return new RestAnswer.Failed<>(reason, e.remaining(), made - 1);
      }
      Tried<T> tried = attempt(call, permit, reader, made);
      RestAnswer<T> answer = tried.answer();
      if (!(answer instanceof RestAnswer.Failed<T> failed)) {
        return answer;
      }
      if (made == retries.attempts()) {
        String times = made == 1 ? "" : " (tried %d times)".formatted(made);
        return new RestAnswer.Failed<>(failed.reason() + times, failed.retryAfter(), made);
      }
      if (!tried.budgetWaits()) {
        pause.lasts(wait(failed.retryAfter(), retries.pause(made, chance.getAsDouble())));
      }
    }
  }

  /** What others were told holds for us too. Returns whether nothing may be sent now. */
  boolean heed() {
    Optional<Notice> notice = notices.of(limited());
    notice.ifPresent(told -> budget.stop(told.left(), told.reason()));
    return notice.isPresent();
  }

  /** What has limits of its own: two markets may be behind one address. */
  private URI limited() {
    return URI.create(address + kind.path);
  }

  /** Others are listened to last, as a permit may be long in coming. */
  private Permit permit(RequestPriority priority, int weight)
      throws InterruptedException, StoppedException {
    while (true) {
      Permit permit = budget.take(priority, weight);
      if (!heed()) {
        return permit;
      }
      permit.unused();
    }
  }

  /**
   * One attempt.
   *
   * @param budgetWaits whether the budget was stopped, so that no pause of our own is needed
   */
  private record Tried<T>(RestAnswer<T> answer, boolean budgetWaits) {}

  private <T> Tried<T> attempt(HttpCall call, Permit permit, AnswerReader<T> reader, int made)
      throws InterruptedException {
    try (permit) {
      long sentAt = ticks.nanos();
      HttpOutcome<byte[]> outcome = http.once(call, new BytesSink());
      long answeredAt = ticks.nanos();
      return switch (outcome) {
        case Delivered<byte[]> answer -> {
          permit.answered(true, usedWeight(answer.headers()));
          yield new Tried<>(read(call, answer.body(), reader, sentAt, answeredAt, made), false);
        }
        case Refused<byte[]> refused -> {
          permit.answered(false, usedWeight(refused.headers()));
          yield refused(call, refused, made);
        }
        case Failed<byte[]> failure ->
            new Tried<>(new RestAnswer.Failed<>(failure.reason(), null, made), false);
      };
    }
  }

  private <T> RestAnswer<T> read(
      HttpCall call, byte[] body, AnswerReader<T> reader, long sentAt, long answeredAt, int made) {
    try {
      return new RestAnswer.Said<>(
          reader.read(body), body.length, sentAt, answeredAt, time.instant(), made);
    } catch (BrokenAnswerException e) {
      return new RestAnswer.Failed<>(call.address() + ": " + e.getMessage(), null, made);
    }
  }

  private <T> Tried<T> refused(HttpCall call, Refused<?> refused, int made) {
    Refusal refusal = Refusal.of(kind, call.address(), refused, time.instant());
    Duration stop = refusal.stop();
    if (stop != null) {
      budget.stop(stop, refusal.reason());
      notices.post(limited(), stop, refusal.reason());
    }
    RestAnswer<T> answer =
        refusal.isFinal()
            ? new RestAnswer.Refused<>(refusal.code(), refusal.reason(), made)
            : new RestAnswer.Failed<>(
                refusal.reason(), stop == null ? refused.retryAfter() : stop, made);
    return new Tried<>(answer, stop != null);
  }

  private Duration wait(@Nullable Duration asked, Duration own) {
    if (asked == null || asked.compareTo(own) < 0) {
      return own;
    }
    return asked.compareTo(retries.longestAsked()) > 0 ? retries.longestAsked() : asked;
  }

  private static OptionalLong usedWeight(HttpHeaders headers) {
    try {
      return headers.firstValueAsLong(USED_WEIGHT);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
