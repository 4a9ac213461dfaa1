package datalayer.simulator.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import datalayer.market.Amount;
import datalayer.market.Bar;
import datalayer.market.Series;
import datalayer.simulator.Fault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamDialectTest {

  private static final String LTC = "ltcusdt@kline_1m";

  private Rig rig;
  private HttpClient http;
  private final List<StreamClient> clients = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    rig = new Rig();
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    clients.forEach(StreamClient::close);
    http.shutdownNow();
    rig.close();
  }

  private StreamClient spot(String path) {
    return client(rig.address("SPOT_WS_URL") + path);
  }

  private StreamClient futures(String path) {
    return client(rig.address("FUTURES_WS_URL") + path);
  }

  private StreamClient client(String address) {
    StreamClient client = new StreamClient(http, address);
    clients.add(client);
    return client;
  }

  private void toNextMinute() {
    rig.binance.clock().advance(Duration.ofMinutes(1));
  }

  private static Bar bar(JsonNode k) {
    return new Bar(
        k.get("t").asLong(),
        Amount.parse(k.get("o").asText()),
        Amount.parse(k.get("h").asText()),
        Amount.parse(k.get("l").asText()),
        Amount.parse(k.get("c").asText()),
        Amount.parse(k.get("v").asText()),
        Amount.parse(k.get("q").asText()),
        k.get("n").asLong(),
        Amount.parse(k.get("V").asText()),
        Amount.parse(k.get("Q").asText()));
  }

  private List<Bar> truth(Series series) {
    return rig.truth(series, "2026-03-10T12:34:00Z", "2026-03-10T12:37:00Z");
  }

  private List<Bar> threeBars(StreamClient client) throws InterruptedException {
    client.next(text -> text.contains("\"x\":false"));
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      toNextMinute();
      bars.add(bar(client.closedBar().get("k")));
    }
    return bars;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws/" + LTC, "/ws/ltcusdt%40kline_1m", "/ws/btcusdt@trade/" + LTC})
  void closedBarsAreTheTruth(String path) throws Exception {
    assertThat(threeBars(spot(path))).isEqualTo(truth(Rig.SPOT));
  }

  @Test
  void futuresHaveTheirStreamsBelowMarket() throws Exception {
    StreamClient silent = futures("/ws/" + LTC);
    StreamClient alsoSilent = futures("/stream");
    alsoSilent.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"" + LTC + "\"],\"id\":1}");
    assertThat(alsoSilent.next()).isEqualTo("{\"result\":null,\"id\":1}");

    assertThat(threeBars(futures("/market/ws/" + LTC))).isEqualTo(truth(Rig.SWAP));
    assertThat(silent.atOnce()).isNull();
    assertThat(alsoSilent.atOnce()).isNull();
  }

  @Test
  void combinedStreamsSayWhichTheyAre() throws Exception {
    StreamClient client = futures("/market/stream?streams=ethusdt@kline_5m/" + LTC);

    JsonNode frame =
        StreamClient.json(client.next(text -> text.startsWith("{\"stream\":\"" + LTC)));
    assertThat(frame.at("/data/e").asText()).isEqualTo("kline");
    assertThat(frame.at("/data/s").asText()).isEqualTo("LTCUSDT");
    assertThat(frame.at("/data/E").asLong()).isEqualTo(Rig.NOW.toEpochMilli());
    JsonNode k = frame.at("/data/k");
    assertThat(k.get("T").asLong() - k.get("t").asLong()).isEqualTo(59_999);
    assertThat(k.get("L").asLong() - k.get("f").asLong() + 1).isEqualTo(k.get("n").asLong());
    assertThat(k.get("i").asText()).isEqualTo("1m");
  }

  @Test
  void aBarWithoutTradesStillCloses() throws Exception {
    Instant minute = Instant.parse("2026-03-10T12:36:00Z");
    rig.binance
        .truth()
        .script()
        .calm(
            instrument -> true,
            new datalayer.market.TimeRange(minute, minute.plus(Duration.ofMinutes(1))));
    StreamClient client = spot("/ws/" + LTC);
    client.next();
    rig.binance.clock().set(minute.plusSeconds(30));
    client.next(text -> text.contains("\"x\":true"));
    rig.binance.clock().set(minute.plusSeconds(63));
    JsonNode k = client.closedBar().get("k");
    while (k.get("t").asLong() < minute.toEpochMilli()) {
      k = client.closedBar().get("k");
    }
    assertThat(k.get("n").asInt()).isZero();
    assertThat(k.get("f").asInt()).isEqualTo(-1);
    assertThat(k.get("L").asInt()).isEqualTo(-1);
  }

  @Test
  void aClosedBarComesABitAfterItsEnd() throws Exception {
    StreamClient client = spot("/ws/" + LTC);
    client.next();
    rig.binance.clock().set(Instant.parse("2026-03-10T12:35:00.199Z"));
    rig.binance.clock().set(Instant.parse("2026-03-10T12:35:02.001Z"));
    JsonNode frame = client.closedBar();
    assertThat(frame.get("E").asLong() - frame.at("/k/T").asLong()).isBetween(200L, 2001L);
  }

  @Test
  void subscriptionsCanBeChanged() throws Exception {
    StreamClient client = spot("/ws");
    client.say(
        "{\"method\":\"SUBSCRIBE\",\"params\":[\""
            + LTC
            + "\",\"nosuch@kline_1m\"],\"id\":\"a-1\"}");
    assertThat(client.next(text -> text.contains("result")))
        .isEqualTo("{\"result\":null,\"id\":\"a-1\"}");
    client.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}");
    assertThat(client.next(text -> text.contains("result")))
        .isEqualTo("{\"result\":[\"" + LTC + "\",\"nosuch@kline_1m\"],\"id\":3}");
    client.say("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"" + LTC + "\"],\"id\":4}");
    assertThat(client.next(text -> text.contains("result")))
        .isEqualTo("{\"result\":null,\"id\":4}");
    toNextMinute();
    client.say("{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":null}");
    assertThat(client.next(text -> text.contains("result")))
        .isEqualTo("{\"result\":false,\"id\":null}");
  }

  @Test
  void malformedNamesAndMessagesAreRefused() throws Exception {
    StreamClient client = spot("/ws");
    client.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@kline_7m\"],\"id\":2}");
    assertThat(client.next())
        .isEqualTo("{\"error\":{\"code\":2,\"msg\":\"Invalid request: invalid stream\"},\"id\":2}");
    client.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"btc usdt\"],\"id\":3}");
    assertThat(client.next()).contains("\"code\":2");
    client.say("{\"method\":\"DANCE\",\"id\":4}");
    assertThat(client.next()).contains("\"code\":2", "unknown variant `DANCE`", "\"id\":4");
    client.say("{");
    assertThat(client.next()).contains("\"code\":3");
  }

  @Test
  void moreThan1024StreamsAreRefused() throws Exception {
    StreamClient client = spot("/ws");
    String names =
        IntStream.rangeClosed(0, 1024)
            .mapToObj(i -> "\"x" + i + "@kline_1m\"")
            .collect(Collectors.joining(","));
    client.say("{\"method\":\"SUBSCRIBE\",\"params\":[" + names + "],\"id\":1}");
    assertThat(client.next()).contains("\"code\":2");
  }

  @Test
  void whoTalksTooFastIsCutOff() throws Exception {
    StreamClient client = spot("/ws");
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                client.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");
              }
              throw new IOException("never cut off");
            })
        .isNotInstanceOf(IOException.class);
    // A client whose sending breaks need not hear of the end; the exchange knows why it was.
    assertThat(rig.binance.streams().getLast().end()).isEqualTo("more than 5 messages a second");
  }

  @Test
  void theServerPingsAndEndsWhatIsADayOld() throws Exception {
    StreamClient client = spot("/ws");
    rig.binance.clock().advance(Duration.ofSeconds(20));
    assertThat(client.next()).isEqualTo(StreamClient.PINGED);
    rig.binance.clock().advance(Duration.ofHours(24));
    assertThat(client.next(StreamClient.CLOSED::equals)).isEqualTo(StreamClient.CLOSED);
  }

  @Test
  void aShutdownIsAnnounced() throws Exception {
    StreamClient raw = spot("/ws");
    StreamClient combined = spot("/stream");
    rig.binance.shutDownStreams(BinanceMarket.SPOT, Duration.ofSeconds(10));
    String said = "{\"e\":\"serverShutdown\",\"E\":" + Rig.NOW.toEpochMilli() + "}";
    assertThat(raw.next()).isEqualTo(said);
    assertThat(combined.next()).isEqualTo("{\"stream\":\"!serverShutdown\",\"data\":" + said + "}");
    StreamClient elsewhere = spot("/ws/" + LTC);
    elsewhere.next();
    rig.binance.clock().advance(Duration.ofSeconds(10));
    assertThat(raw.next(StreamClient.CLOSED::equals)).isEqualTo(StreamClient.CLOSED);
    toNextMinute();
    assertThat(elsewhere.closedBar()).as("whoever came after the notice stays").isNotNull();
  }

  @Test
  void finalsCanBeLostAndRepeated() throws Exception {
    rig.binance
        .faults()
        .add("FRAME spot ltc.* 2026-03-10T12:34:00Z final", new Fault.LoseFrame(), 1);
    rig.binance.faults().add("FRAME spot ltc.* final", new Fault.RepeatFrame(), 1);
    rig.binance.faults().add("FRAME spot ltc.* final", new Fault.BareFrame(), 1);
    StreamClient client = spot("/ws/" + LTC);
    client.next();
    toNextMinute();
    client.next(text -> text.contains("\"x\":false"));
    toNextMinute();
    JsonNode once = client.closedBar();
    assertThat(client.closedBar()).isEqualTo(once);
    assertThat(once.at("/k/t").asLong())
        .isEqualTo(Instant.parse("2026-03-10T12:35:00Z").toEpochMilli());
    toNextMinute();
    assertThat(client.next(text -> text.contains("kline") && !text.contains("\"k\":")))
        .contains("\"s\":\"LTCUSDT\"");
    assertThat(rig.binance.unfired()).isEmpty();
  }

  @Test
  void connectionsCanBeDroppedStalledAndFedGarbage() throws Exception {
    rig.binance.faults().add("FRAME um ltc", new Fault.Garbage("<html>"), 1);
    rig.binance.faults().add("FRAME um ltc", new Fault.Drop(), 1);
    StreamClient dropped = futures("/market/ws/" + LTC);
    assertThat(dropped.next()).isEqualTo("<html>");
    rig.binance.clock().advance(Duration.ofMinutes(1));
    assertThat(dropped.next(StreamClient.CLOSED::equals)).isEqualTo(StreamClient.CLOSED);

    rig.binance.faults().add("FRAME um ltc.*final", new Fault.Stall(), 1);
    StreamClient stalled = futures("/market/ws/" + LTC);
    stalled.next();
    toNextMinute();
    rig.binance.clock().advance(Duration.ofMinutes(3));
    String heard = stalled.next(text -> !text.contains("\"x\":false"));
    assertThat(heard).isEqualTo(StreamClient.PINGED);
    assertThat(rig.binance.unfired()).isEmpty();
  }

  @Test
  void handshakesCanBeRefused() {
    rig.binance.faults().add("UPGRADE /ws", Fault.status(503), 1);
    assertThatThrownBy(() -> spot("/ws/" + LTC)).hasMessageContaining("WebSocketHandshake");
    assertThat(rig.binance.unfired()).isEmpty();
    rig.binance.faults().always("UPGRADE /ws", new Fault.Close());
    assertThatThrownBy(() -> spot("/ws/" + LTC)).isInstanceOf(Exception.class);
    rig.binance.faults().clear();
    assertThatThrownBy(() -> spot("/nowhere")).hasMessageContaining("WebSocketHandshake");
  }
}
