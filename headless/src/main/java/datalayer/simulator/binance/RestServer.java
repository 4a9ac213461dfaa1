package datalayer.simulator.binance;

import datalayer.simulator.Answer;
import datalayer.simulator.Fault;
import datalayer.simulator.FaultScript;
import datalayer.simulator.LiveRequest;
import datalayer.simulator.LoopbackServer;
import datalayer.simulator.Query;
import datalayer.simulator.binance.WeightMeter.Charge;
import datalayer.simulator.truth.Truth;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The REST of one market, with its limits. */
final class RestServer implements AutoCloseable {

  private record Logged(Instant at, LiveRequest request, Charge charge) {}

  private final BinanceMarket market;
  private final SimulatedClock clock;
  private final FaultScript faults;
  private final Klines klines;
  private final ExchangeInfo info;
  private final WeightMeter meter;
  private final Queue<Logged> log = new ConcurrentLinkedQueue<>();
  private final LoopbackServer server;

  RestServer(BinanceMarket market, Truth truth, SimulatedClock clock, FaultScript faults, int port)
      throws IOException {
    this.market = market;
    this.clock = clock;
    this.faults = faults;
    this.klines = new Klines(market, truth);
    this.info = new ExchangeInfo(market, truth);
    this.meter = new WeightMeter(market.weightPerMinute(), System::nanoTime);
    this.server = new LoopbackServer("rest-" + market, port, this::reply);
  }

  URI address() {
    return server.address();
  }

  void crossing(Duration time) {
    meter.crossing(time);
  }

  List<VenueRequest> requests() {
    return log.stream()
        .map(entry ->
            new VenueRequest(
                market,
                entry.at(),
                entry.request().soFar(),
                entry.charge().weight(),
                entry.charge().used(),
                entry.charge().standing()))
        .toList();
  }

  @Override
  public void close() {
    server.close();
  }

  private LoopbackServer.Reply reply(LiveRequest request) {
    Instant now = clock.instant();
    Charge charge = meter.charge(weight(request), now);
    log.add(new Logged(now, request, charge));
    if (charge.status() != 200) {
      return new LoopbackServer.Reply(withWeight(refusal(charge, now), charge), Optional.empty());
    }
    Answer answer = withWeight(answer(request, now), charge);
    return new LoopbackServer.Reply(answer, faults.next(request.line()).map(f -> said(f, now)));
  }

  /** A scripted refusal counts like any other, and speaks in Binance's words. */
  private Fault said(Fault fault, Instant now) {
    if (!(fault instanceof Fault.Status(int code, String retryAfter, String body))
        || (code != 429 && code != 418)) {
      return fault;
    }
    Instant until = now;
    if (retryAfter != null && retryAfter.matches("\\d{1,9}")) {
      until = now.plusSeconds(Long.parseLong(retryAfter));
      meter.tell(until, code == 418);
    }
    return body.isEmpty() ? new Fault.Status(code, retryAfter, words(code, until)) : fault;
  }

  private Answer refusal(Charge charge, Instant now) {
    long seconds = Math.ceilDiv(Duration.between(now, charge.until()).toMillis(), 1000L);
    return Answer.json(charge.status(), words(charge.status(), charge.until()))
        .with(Map.of("Retry-After", String.valueOf(Math.max(1, seconds))));
  }

  private String words(int status, Instant until) {
    String message =
        status == 418
            ? "Way too much request weight used; IP banned until %d. Please use WebSocket Streams for live updates to avoid bans."
                .formatted(until.toEpochMilli())
            : "Too much request weight used; current limit is %d request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API."
                .formatted(market.weightPerMinute());
    return RestException.body(-1003, message);
  }

  private static Answer withWeight(Answer answer, Charge charge) {
    String used = String.valueOf(charge.used());
    return answer.with(Map.of("X-MBX-USED-WEIGHT", used, "X-MBX-USED-WEIGHT-1M", used));
  }

  private String endpoint(LiveRequest request) {
    String path = request.path();
    return path.startsWith(market.restPath() + "/")
        ? path.substring(market.restPath().length() + 1)
        : "";
  }

  private int weight(LiveRequest request) {
    return switch (endpoint(request)) {
      case "klines" ->
          market.klinesWeight(klines.limitOf(Query.parameters(request.query()).get("limit")));
      case "exchangeInfo" -> market.exchangeInfoWeight();
      default -> 1;
    };
  }

  private Answer answer(LiveRequest request, Instant now) {
    try {
      String query = request.query();
      int unit = "MICROSECOND".equals(request.header("X-MBX-TIME-UNIT")) ? 1000 : 1;
      return switch (endpoint(request)) {
        case "klines" -> Answer.json(200, klines.rows(klines.request(query), now, unit));
        case "exchangeInfo" -> Answer.json(200, info.body(query, now));
        case "time" -> {
          Parameters.of(query, Set.of());
          yield Answer.json(200, "{\"serverTime\":%d}".formatted(now.toEpochMilli() * unit));
        }
        case "ping" -> {
          Parameters.of(query, Set.of());
          yield Answer.json(200, "{}");
        }
        default ->
            Answer.json(
                404,
                "{\"timestamp\":%d,\"status\":404,\"error\":\"Not Found\",\"path\":\"%s\"}"
                    .formatted(now.toEpochMilli(), request.path().replaceAll("[\"\\\\]", "_")));
      };
    } catch (RestException e) {
      return e.answer();
    }
  }
}
