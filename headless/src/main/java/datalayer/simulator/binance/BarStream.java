package datalayer.simulator.binance;

import datalayer.simulator.truth.BarFigures;
import datalayer.simulator.truth.Listing;
import datalayer.simulator.truth.Truth;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * One stream of bars and who listens to it. The running bar is pushed while it changes, and the
 * closed one once, some time after its end. Only the pushing thread moves it on.
 */
final class BarStream {

  /** A frame for all who listen. */
  record Frame(String line, String json, String bare, boolean closed) {}

  /** A closed bar comes at the earliest this long after its end, in milliseconds. */
  private static final long FINAL_AFTER = 200;

  private static final long FINAL_SPREAD = 1800;

  /** After a larger jump of the clock the bars between are not told. */
  private static final int MOST_BEHIND = 2000;

  private final StreamName name;
  private final BinanceMarket market;
  private final Listing listing;
  private final Truth truth;
  private final Set<StreamConnection> listeners = new CopyOnWriteArraySet<>();
  private long open;
  private @Nullable BarFigures pushed;

  BarStream(StreamName name, BinanceMarket market, Listing listing, Truth truth, Instant now) {
    this.name = name;
    this.market = market;
    this.listing = listing;
    this.truth = truth;
    long millis = now.toEpochMilli();
    this.open = name.interval().floor(millis);
    // whoever comes just after the end of a bar still hears of it
    if (millis < finalAt(open - name.interval().millis())) {
      this.open -= name.interval().millis();
    }
  }

  Set<StreamConnection> listeners() {
    return listeners;
  }

  /** The next frame that is due, or null when there is none now. */
  @Nullable Frame next(Instant moment) {
    long now = moment.toEpochMilli();
    long step = name.interval().millis();
    if (now < open - step || now > open + MOST_BEHIND * step) {
      open = name.interval().floor(now);
    }
    while (now >= finalAt(open)) {
      BarFigures closed = truth.streamed(listing, open, step);
      long at = finalAt(open);
      open += step;
      pushed = null;
      if (closed != null) {
        return frame(closed, at, true);
      }
    }
    if (now >= open + step) {
      return null;
    }
    BarFigures running = truth.said(listing, open, step, moment);
    if (running == null || running.trades() == 0 || running.equals(pushed)) {
      return null;
    }
    pushed = running;
    return frame(running, now, false);
  }

  /** When the next closed bar is due. */
  Instant nextFinal() {
    return Instant.ofEpochMilli(finalAt(open));
  }

  private long finalAt(long bar) {
    long delay = Math.floorMod((bar / 60_000) * 7919 + listing.instrument().id(), FINAL_SPREAD);
    return bar + name.interval().millis() + FINAL_AFTER + delay;
  }

  private Frame frame(BarFigures bar, long at, boolean closed) {
    String head = "{\"e\":\"kline\",\"E\":%d,\"s\":\"%s\"".formatted(at, listing.id());
    String line =
        "FRAME %s %s %s %s"
            .formatted(
                market == BinanceMarket.SPOT ? "spot" : "um",
                name,
                Instant.ofEpochMilli(bar.openTime()),
                closed ? "final" : "running");
    return new Frame(line, head + ",\"k\":" + bar(bar, closed) + "}", head + "}", closed);
  }

  private String bar(BarFigures bar, boolean closed) {
    long firstId = bar.trades() == 0 ? -1 : bar.openTime() / 60_000 * 1024;
    long lastId = bar.trades() == 0 ? -1 : firstId + bar.trades() - 1;
    return """
    {"t":%d,"T":%d,"s":"%s","i":"%s","f":%d,"L":%d,"o":"%s","c":"%s","h":"%s","l":"%s",\
    "v":"%s","n":%d,"x":%b,"q":"%s","V":"%s","Q":"%s","B":"0"}\
    """
        .formatted(
            bar.openTime(),
            bar.openTime() + name.interval().millis() - 1,
            listing.id(),
            name.interval().label(),
            firstId,
            lastId,
            listing.price(bar.open()),
            listing.price(bar.close()),
            listing.price(bar.high()),
            listing.price(bar.low()),
            listing.volume(bar.volume()),
            bar.trades(),
            closed,
            listing.quote(bar.quote()),
            listing.volume(bar.takerBuy()),
            listing.quote(bar.takerBuyQuote()));
  }
}
