package datalayer.simulator.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datalayer.market.Bar;
import datalayer.simulator.Answer;
import datalayer.simulator.FaultScript;
import datalayer.simulator.LiveRequest;
import datalayer.simulator.LoopbackServer;
import datalayer.simulator.Query;
import datalayer.simulator.truth.MarketScript;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The simulator's own door, which no exchange has: what is true, what was asked, what o'clock it
 * is, and what is to go wrong. Parameters come in the query; {@code GET} reads, {@code POST}
 * changes.
 */
final class AdminServer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SimulatedBinance binance;
  private final LoopbackServer server;

  AdminServer(SimulatedBinance binance, int port) throws IOException {
    this.binance = binance;
    this.server = new LoopbackServer("simulator-admin", port, this::reply);
  }

  URI address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
  }

  private LoopbackServer.Reply reply(LiveRequest request) {
    Answer answer;
    try {
      answer = answer(request, new AdminWords(Query.parameters(request.query())));
    } catch (IllegalArgumentException | DateTimeException e) {
      ObjectNode error = JSON.createObjectNode().put("error", String.valueOf(e.getMessage()));
      answer = Answer.json(400, error.toString());
    }
    return new LoopbackServer.Reply(answer, Optional.empty());
  }

  private Answer answer(LiveRequest request, AdminWords words) {
    return switch (request.method() + " " + request.path()) {
      case "GET /truth" -> json(truth(words));
      case "GET /truth/hash" ->
          json(
              JSON.createObjectNode()
                  .put(
                      "sha256",
                      binance.truth().hash(words.series(), LocalDate.parse(words.word("day")))));
      case "GET /listings" -> json(listings());
      case "GET /requests" -> json(requests("true".equals(words.optional("violations"))));
      case "GET /unfired" -> json(JSON.valueToTree(binance.unfired()));
      case "GET /faults" -> json(faults());
      case "POST /faults" -> {
        binance.faults().add(words.word("target"), words.fault(), words.number("times", 1));
        yield json(faults());
      }
      case "DELETE /faults" -> {
        binance.faults().clear();
        yield json(faults());
      }
      case "GET /clock" -> json(clock());
      case "POST /clock" -> {
        words.move(binance.clock());
        yield json(clock());
      }
      default -> happening(request, words);
    };
  }

  private Answer happening(LiveRequest request, AdminWords words) {
    MarketScript script = binance.truth().script();
    switch (request.method() + " " + request.path()) {
      case "POST /outages" -> script.outage(words.whom(), words.range());
      case "POST /calms" -> script.calm(words.whom(), words.range());
      case "POST /amendments" ->
          script.amend(words.whom(), words.range(), Instant.parse(words.word("corrected")));
      case "POST /archive/late" ->
          binance.publications().late(words.word("key"), Duration.parse(words.word("by")));
      case "POST /archive/missing" -> binance.publications().missing(words.word("key"));
      case "POST /archive/lacking" -> {
        String repaired = words.optional("repaired");
        binance
            .publications()
            .lacking(
                words.word("key"),
                words.range(),
                repaired == null ? null : Instant.parse(repaired));
      }
      case "POST /streams/shutdown" ->
          binance.shutDownStreams(
              "spot".equals(words.word("market"))
                  ? BinanceMarket.SPOT
                  : BinanceMarket.USDT_MARGINED,
              Duration.parse(words.word("notice")));
      default -> {
        return Answer.json(404, "{\"error\":\"the simulator knows no such question\"}");
      }
    }
    return Answer.json(200, "{}");
  }

  private static Answer json(JsonNode node) {
    return Answer.json(200, node.toString());
  }

  private ObjectNode clock() {
    return JSON.createObjectNode()
        .put("time", binance.clock().instant().toString())
        .put("speed", binance.clock().speed());
  }

  private ArrayNode truth(AdminWords words) {
    ArrayNode rows = JSON.createArrayNode();
    for (Bar bar : binance.truth().bars(words.series(), words.range())) {
      rows.addArray()
          .add(bar.openTime())
          .add(bar.open().toString())
          .add(bar.high().toString())
          .add(bar.low().toString())
          .add(bar.close().toString())
          .add(bar.volume().toString())
          .add(String.valueOf(bar.quoteVolume()))
          .add(bar.trades())
          .add(String.valueOf(bar.takerBuyVolume()))
          .add(String.valueOf(bar.takerBuyQuoteVolume()));
    }
    return rows;
  }

  private ArrayNode listings() {
    ArrayNode rows = JSON.createArrayNode();
    binance
        .truth()
        .listings()
        .forEach(listing ->
            rows.addObject()
                .put("instrument", listing.instrument().toString())
                .put("id", listing.id())
                .put("from", listing.from().toString())
                .put("until", listing.until() == null ? null : listing.until().toString()));
    return rows;
  }

  private ArrayNode requests(boolean onlyViolations) {
    ArrayNode rows = JSON.createArrayNode();
    (onlyViolations ? binance.violations() : binance.requests())
        .forEach(request ->
            rows.addObject()
                .put("time", request.at().toString())
                .put("market", request.market().name())
                .put("path", request.served().path())
                .put("query", request.served().query())
                .put("status", request.served().status())
                .put("weight", request.weight())
                .put("used", request.used())
                .put("standing", request.standing().name()));
    return rows;
  }

  private ArrayNode faults() {
    ArrayNode rows = JSON.createArrayNode();
    for (FaultScript.Entry entry : binance.faults().all()) {
      rows.addObject()
          .put("fault", entry.fault().toString())
          .put("target", entry.target())
          .put("fired", entry.fired());
    }
    return rows;
  }
}
