package datalayer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.feed.FeedEvent.Kind;
import datalayer.feed.FeedRig.Landed;
import datalayer.market.Series;
import datalayer.simulator.Fault;
import datalayer.simulator.FaultScript;
import datalayer.simulator.binance.BinanceMarket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Live bars from the simulated Binance's sockets to the mart, through everything that can happen on
 * the way. One exchange and one mart for all: each start finds what the last one left, and heals
 * what passed in between.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class FeedIT {

  private static final Series SPOT = Series.parse("binance:spot:LTC/USDT:1m");
  private static final Series SWAP = Series.parse("binance:swap:LTC/USDT:1m");
  private static final Series UNKNOWN = Series.parse("binance:spot:NOSUCH/USDT:1m");
  private static final List<Series> BOTH = List.of(SPOT, SWAP);

  private FeedRig rig;

  @BeforeAll
  void build(@TempDir Path directory) throws Exception {
    rig = new FeedRig(directory);
  }

  @BeforeEach
  void begin() {
    rig.begin();
  }

  @AfterEach
  void end(TestInfo test) {
    System.out.printf("%s: healed %s%n", test.getDisplayName(), rig.healTimes());
    rig.stop();
  }

  @AfterAll
  void close() {
    rig.close();
  }

  @Test
  void aLostFinalAndARepeatedOne() {
    Feed feed = rig.start(BOTH);
    rig.isLive();
    rig.atFinal(SPOT, new Fault.LoseFrame());
    rig.atFinal(SWAP, new Fault.RepeatFrame());
    rig.becomesTrue(BOTH);
    rig.isHealed(SPOT);
    assertThat(rig.events).anyMatch(e -> e.kind() == Kind.GAP && SPOT.equals(e.series()));
    assertThat(rig.landed.stream().map(l -> l.series() + " " + l.bar().openTime()))
        .as("each is told of once")
        .doesNotHaveDuplicates();
    assertThat(rig.landed).anyMatch(Landed::byRequest).anyMatch(bar -> !bar.byRequest());
    assertThat(feed.running(SPOT)).isPresent();
    assertThat(feed.streams()).hasSize(2).allMatch(s -> s.dataAt() != null && s.frames() > 0);
  }

  @Test
  void aDropAndThenFlapping() {
    Feed feed = rig.start(BOTH);
    rig.isLive();
    FaultScript.Entry flapping = rig.atFrame(SPOT, new Fault.Drop(), 3);
    rig.atFinal(SWAP, new Fault.Drop());
    rig.until("spot was dropped again and again", () -> flapping.fired() == 3);
    rig.becomesTrue(BOTH);
    rig.isHealed(SWAP);
    assertThat(rig.happened(Kind.LOST, "Binance spot")).isTrue();
    assertThat(rig.happened(Kind.LOST, "Binance USDT-M")).isTrue();
    rig.isLive();
    rig.until("both count it", () -> feed.streams().stream().allMatch(s -> s.reconnects() > 0));
  }

  @Test
  void aStallAndAHalfOpenConnection() {
    rig.start(BOTH);
    rig.isLive();
    rig.atFrame(SPOT, new Fault.Stall(), 1);
    rig.atFrame(SWAP, new Fault.HalfOpen(), 1);
    rig.becomesTrue(BOTH);
    rig.until("spot was stalled", () -> rig.happened(Kind.LOST, "Binance spot: no data"));
    rig.until("futures were stalled", () -> rig.happened(Kind.LOST, "Binance USDT-M: no data"));
    BOTH.forEach(rig::isHealed);
    rig.isLive();
  }

  @Test
  void aHungHandshakeAndRefusals() {
    rig.binance.faults().add("UPGRADE /stream", new Fault.HangBeforeAnswer(), 1);
    rig.binance.faults().add("UPGRADE /market/stream", Fault.status(503), 2);
    rig.start(BOTH);
    rig.becomesTrue(BOTH);
    rig.until("it was given up", () -> rig.happened(Kind.LOST, "no answer to the handshake"));
    assertThat(rig.happened(Kind.LOST, "refused the connection (503)")).isTrue();
    rig.isLive();
  }

  @Test
  void framesThatSayNoBar() {
    Feed feed = rig.start(BOTH);
    rig.isLive();
    rig.atFinal(SPOT, new Fault.BareFrame());
    rig.atFinal(SWAP, new Fault.Garbage("{\"stream\":\"ltcusdt@kline_1m\",\"data\":{\"e\":"));
    rig.atFrame(SWAP, new Fault.Garbage("{\"error\":{\"code\":2}}"), 1);
    rig.becomesTrue(BOTH);
    BOTH.forEach(rig::isHealed);
    rig.until("both count it", () -> feed.streams().stream().allMatch(s -> s.unreadable() > 0));
    assertThat(rig.events)
        .as("such a frame ends no connection; a busy machine's own silence may")
        .noneMatch(e -> e.kind() == Kind.LOST && !e.text().matches(".*: .*no (data|answer).*"));
  }

  @Test
  void aSymbolThatIsTakenWithoutAWordAndSilent() {
    Feed feed = rig.start(List.of(SPOT, UNKNOWN));
    FeedEvent event = rig.happens(Kind.UNKNOWN);
    assertThat(event.series()).isEqualTo(UNKNOWN);
    assertThat(event.text()).contains("taken without a word and stays silent", "-1121");
    rig.becomesTrue(List.of(SPOT));
    assertThat(feed.streams().getFirst().late())
        .anyMatch(late -> late.series().equals(UNKNOWN) && late.reason().contains("silent"));
  }

  @Test
  void aRestartThatWasAnnouncedAndARotation() {
    FeedOptions rotating = FeedRig.rotatingAfter(Duration.ofMinutes(3));
    rig.start(BOTH, rotating);
    rig.isLive();
    rig.binance.shutDownStreams(BinanceMarket.SPOT, Duration.ofMinutes(2));
    rig.until("spot rotates", () -> rig.happened(Kind.ROTATED, "Binance spot"));
    rig.until("futures rotate", () -> rig.happened(Kind.ROTATED, "Binance USDT-M"));
    rig.becomesTrue(BOTH);
  }
}
