package datalayer.console.bench;

import datalayer.bench.Application;
import datalayer.bench.Choice;
import datalayer.console.SimulatedControl;
import datalayer.console.bench.DevTools.LostException;
import datalayer.console.bench.LightweightChart.Way;
import datalayer.control.BarColumns;
import datalayer.control.http.ControlServer;
import datalayer.control.http.Limits;
import datalayer.control.http.Token;
import datalayer.monitor.Heartbeat;
import datalayer.monitor.Metrics;
import datalayer.monitor.Readiness;
import datalayer.npm.NodePackages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Load, pan and zoom of the console's chart beside lightweight-charts in Debian's Chromium: the
 * same bars over loopback, the same views on as large a surface, both drawn in software and as fast
 * as they can, each round in fresh processes that take turns. {@code -Dbench.bars} says of how many
 * bars.
 */
public final class LightweightChartsBench {

  static final int WIDTH = 1280;
  static final int HEIGHT = 720;

  /** How long views may take that are not measured, and those that are. */
  static final long WARM_UP_MILLIS = 2_000;

  static final long MOST_MILLIS = 5_000;

  private static final String OURS = "Data Layer";
  private static final int ROUNDS = Math.min(3, Choice.rounds());
  private static final String SIZES = "100000,1000000,5000000";

  /** As much memory as the program that is installed gives itself. */
  private static final List<String> JAVA =
      List.of("-Xmx1500m", "-Dglass.platform=Headless", "-Dprism.order=sw");

  private static final String REMARKS =
      """

      Load: theirs decodes columns of 64-bit floating point into one object per bar and series, because that
      is what it takes; ours reads the control API's columns and builds its levels of detail. The first frame
      ends where the third begins, on both sides. Both processes are up before, with an empty chart painted.
      Frames follow each other without waiting for a screen; each shows another view than the one before. All
      views are shown once unmeasured, at most 2 s each, and then measured, at most 5 s each.
      Everything: all threads of our process, with compiler and collector; all processes of the browser, where
      frames are put together and handed over in another process than the page's.
      Painting threads: ours is the processor time of the FX thread and of the one that rasters; theirs is the
      time the page's main thread is in tasks: script, and a canvas that is not accelerated rasters there too.
      Memory: after all views. Heap: Java's beside JavaScript's without its array buffers. All processes: what
      they share counted once. A browser brings more than a chart; so does a Java runtime.
      Theirs: candles, volume, grid, axes. Ours: these, and coverage and the sources of the bars.
      lightweight-charts is as it comes but for minBarSpacing, without which not all bars fit into a view.
      Conflating is with enableConflation and precomputeConflationOnInit: it joins up to 512 bars into one, whose
      volume is that of the last of them; ours is the sum.
      Where candles and volume are more than the page's process can hold, it is asked for candles alone.
      """;

  private final Path library;
  private final Path chromium;
  private final List<String> lost = new ArrayList<>();

  private LightweightChartsBench(Path library, Path chromium) {
    this.library = library;
    this.chromium = chromium;
  }

  public static void main(String[] arguments) throws Exception {
    Optional<Path> chromium = Browser.find();
    if (!ProcessTree.isKnown() || chromium.isEmpty()) {
      System.out.println(
          "not run: charts: needs Linux and Chromium on the path as `%s`, as Debian's package has it: apt-get install chromium"
              .formatted(Browser.PROGRAM));
      return;
    }
    Path modules;
    try {
      modules = NodePackages.install(LightweightChart.PACKAGE, LightweightChart.VERSION);
    } catch (IllegalStateException e) {
      System.out.println("not run: charts: " + e.getMessage());
      return;
    }
    Path library =
        modules
            .resolve(LightweightChart.PACKAGE)
            .resolve("dist/lightweight-charts.standalone.production.js");
    new LightweightChartsBench(library, chromium.get()).run();
  }

  private void run() throws IOException, InterruptedException {
    StringBuilder report = new StringBuilder("\n" + machine(chromium));
    for (String size : System.getProperty("bench.bars", SIZES).split(",", -1)) {
      report.append('\n').append(compare(Integer.parseInt(size.trim())));
    }
    report.append(REMARKS);
    lost.forEach(line -> report.append("Lost: ").append(line).append('\n'));
    System.out.print(report);
  }

  private String compare(int size) throws IOException, InterruptedException {
    Comparison comparison = new Comparison("%,d bars".formatted(size), OURS);
    List<Way> ways = new ArrayList<>(List.of(Way.AS_IT_COMES, Way.CONFLATING));
    BarColumns bars = BarWalk.bars(size);
    BarsControl control = new BarsControl(SimulatedControl.empty(InstantSource.system()));
    control.hold(bars);
    Token token = Token.random();
    try (Metrics metrics = new Metrics("bench");
        Heartbeat heartbeat = new Heartbeat(() -> {});
        Readiness readiness = new Readiness(List.of());
        ControlServer door =
            ControlServer.open(
                new ControlServer.Behind(control, heartbeat, readiness, metrics),
                token,
                0,
                Limits.defaults());
        PageServer page = new PageServer(library, bars)) {
      for (int round = 1; round <= ROUNDS; round++) {
        progress("%,d bars, round %d of %d".formatted(size, round, ROUNDS));
        comparison.add(OURS, round, ours(door.address(), token, size));
        for (int i = 0; i < ways.size(); i++) {
          Way way = ways.get(i);
          if (!theirs(page.address(), size, way, round, comparison) && way != way.leaner()) {
            ways.set(i, way.leaner());
            theirs(page.address(), size, way.leaner(), round, comparison);
          }
        }
      }
    }
    return comparison.text();
  }

  private static Figures ours(URI door, Token token, int size) throws IOException {
    try (Application ours =
        Application.start(
            OurChart.class, JAVA, List.of(door.toString(), token.reveal(), String.valueOf(size)))) {
      Figures figures = new Figures();
      DevTools.JSON
          .readTree(ours.next(OurChart.RESULT))
          .properties()
          .forEach(figure -> figures.put(figure.getKey(), figure.getValue().asDouble()));
      tell(OURS, figures);
      return figures;
    }
  }

  /** Whether it came to its end; what was taken before it was lost counts too. */
  private boolean theirs(URI page, int size, Way way, int round, Comparison comparison)
      throws IOException, InterruptedException {
    Figures figures = new Figures();
    boolean whole = true;
    try (Browser browser = Browser.start(chromium)) {
      new LightweightChart(browser, figures).measure(page, size, way);
    } catch (LostException e) {
      whole = false;
      String after = figures.values().keySet().stream().reduce("the start", (a, b) -> b);
      lost.add(
          "%s, %,d bars, round %d, after \"%s\": %s"
              .formatted(way.title(), size, round, after, e.getMessage()));
      progress(lost.getLast());
    }
    tell(way.title(), figures);
    comparison.add(way.title(), round, figures);
    return whole;
  }

  private static String machine(Path chromium) throws IOException, InterruptedException {
    Process version =
        new ProcessBuilder(chromium.toString(), "--version")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String browser;
    try (var output = version.inputReader()) {
      browser = output.readAllAsString().trim();
    }
    version.waitFor();
    return """
    %d cores, %s %s, Java %s
    %s %s in %s
    %s
    """
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version(),
            LightweightChart.PACKAGE,
            LightweightChart.VERSION,
            browser,
            String.join(" ", Browser.FLAGS));
  }

  private static void tell(String name, Figures figures) {
    for (Map.Entry<String, Double> figure : figures.values().entrySet()) {
      progress("  %s: %s: %.2f".formatted(name, figure.getKey(), figure.getValue()));
    }
  }

  private static void progress(String text) {
    System.err.println(text);
  }
}
