package datalayer.console.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datalayer.console.bench.DevTools.LostException;
import datalayer.console.bench.Views.View;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** lightweight-charts in a browser: loads, shows what it is to show, and notes its figures. */
final class LightweightChart {

  static final String PACKAGE = "lightweight-charts";

  /** The newest of November 2026. */
  static final String VERSION = "5.2.1";

  /** How it is set up. */
  enum Way {
    AS_IT_COMES("lightweight-charts", "", true),
    CONFLATING("conflating", JOINING, true),
    CANDLES_ALONE("lightweight-charts, no volume", "", false),
    CONFLATING_CANDLES_ALONE("conflating, no volume", JOINING, false);

    private final String title;
    private final String timeScale;
    private final boolean volume;

    Way(String title, String timeScale, boolean volume) {
      this.title = title;
      this.timeScale = timeScale;
      this.volume = volume;
    }

    String title() {
      return title;
    }

    /** With less to hold, for as many bars as it could not take with their volume. */
    Way leaner() {
      return switch (this) {
        case AS_IT_COMES, CANDLES_ALONE -> CANDLES_ALONE;
        case CONFLATING, CONFLATING_CANDLES_ALONE -> CONFLATING_CANDLES_ALONE;
      };
    }
  }

  /** What its manual recommends for large data: many bars to a pixel are put together. */
  private static final String JOINING = "enableConflation: true, precomputeConflationOnInit: true";

  /** So narrow may a bar be that five million fit; the library's own bound is half a pixel. */
  private static final String NARROW = "minBarSpacing: 0.0001, ";

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration MOST = Duration.ofMinutes(4);
  private static final double MEBIBYTE = 1024.0 * 1024;

  private final Browser browser;
  private final DevTools page;
  private final Figures figures;

  /**
   * @param figures takes them as they come, so that those before a failure stay
   */
  LightweightChart(Browser browser, Figures figures) {
    this.browser = browser;
    this.page = browser.page();
    this.figures = figures;
  }

  void measure(URI address, int bars, Way way) throws LostException, InterruptedException {
    open(address, way);
    load();
    List<Views> all = Views.of(bars);
    for (Views views : all) {
      JsonNode _ = show(views, LightweightChartsBench.WARM_UP_MILLIS);
    }
    for (Views views : all) {
      drive(views);
    }
    weigh();
  }

  private void open(URI address, Way way) throws LostException, InterruptedException {
    page.call(
        "Emulation.setDeviceMetricsOverride",
        parameters()
            .put("width", LightweightChartsBench.WIDTH)
            .put("height", LightweightChartsBench.HEIGHT)
            .put("deviceScaleFactor", 1)
            .put("mobile", false),
        SOON);
    page.call("Inspector.enable", SOON);
    page.call("Performance.enable", SOON);
    page.call("Page.enable", SOON);
    page.call("Page.navigate", parameters().put("url", address.toString()), SOON);
    page.evaluate(
        "new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))",
        SOON);
    page.evaluate("open({%s%s}, %b)".formatted(NARROW, way.timeScale, way.volume), SOON);
  }

  private void load() throws LostException, InterruptedException {
    double cpu = browser.processes().cpuMillis();
    JsonNode loaded = page.evaluate("load()", MOST);
    figures.load(
        loaded.path("inMemory").asDouble(),
        loaded.path("painted").asDouble(),
        browser.processes().cpuMillis() - cpu);
  }

  private void drive(Views views) throws LostException, InterruptedException {
    double cpu = browser.processes().cpuMillis();
    double painting = mainThreadMillis();
    JsonNode shown = show(views, LightweightChartsBench.MOST_MILLIS);
    int frames = shown.path("frames").asInt();
    figures.drive(
        views.name(),
        frames,
        shown.path("millis").asDouble(),
        browser.processes().cpuMillis() - cpu,
        mainThreadMillis() - painting);
    View wanted = views.views().get(frames - 1);
    double off = Math.abs(shown.path("from").asDouble() - wanted.from());
    if (off > (wanted.to() - wanted.from()) / 100 + 1) {
      throw new IllegalStateException("not %s was shown, but %s".formatted(wanted, shown));
    }
  }

  private JsonNode show(Views views, long mostMillis) throws LostException, InterruptedException {
    String list =
        views.views().stream()
            .map(view -> String.format(Locale.ROOT, "[%.4f,%.4f]", view.from(), view.to()))
            .collect(Collectors.joining(","));
    return page.evaluate("drive([%s], %d)".formatted(list, mostMillis), MOST);
  }

  private void weigh() throws LostException, InterruptedException {
    page.call("HeapProfiler.collectGarbage", MOST);
    JsonNode heap = page.call("Runtime.getHeapUsage", SOON);
    figures.put(Figures.HEAP, heap.path("usedSize").asDouble() / MEBIBYTE);
    figures.put(Figures.RESIDENT, browser.processes().resident("--type=renderer"));
    figures.put(Figures.PROCESSES, browser.processes().memory());
  }

  /** Time in tasks of the page's main thread: script, layout and the recording of what to paint. */
  private double mainThreadMillis() throws LostException, InterruptedException {
    for (JsonNode metric : page.call("Performance.getMetrics", SOON).path("metrics")) {
      if (metric.path("name").asText().equals("TaskDuration")) {
        return metric.path("value").asDouble() * 1000;
      }
    }
    throw new LostException("the page tells no TaskDuration");
  }

  private static ObjectNode parameters() {
    return DevTools.JSON.createObjectNode();
  }
}
