package datalayer.bench;

import datalayer.bench.Report.Goal;
import datalayer.npm.NodePackages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Live frames by our way and by ccxt.pro's {@code watchOHLCVForSymbols}, from one server that sends
 * as fast as it is read; and an hour of them, compressed, landed, with the memory it leaves taken.
 */
final class LiveBenchmark implements Benchmark {

  static final String AT = "AT ";
  static final String LANDED = "LANDED ";
  static final int SERIES = 200;

  private static final String CCXT = "4.5.84";
  private static final int HOUR = 60;

  /** Enough for figures of the slower client, and for either compiler to be done. */
  private static final int MINUTES = 20;

  private static final int MOST_ROUNDS = 3;
  private static final double GROWTH = 1.25;

  private final Scratch scratch;

  LiveBenchmark(Scratch scratch) {
    this.scratch = scratch;
  }

  /** What a client said of itself at a moment. */
  private record Moment(long frames, double seconds, double cpu, double engineCpu, double heap) {

    static Moment read(String words) {
      double[] figures =
          Arrays.stream(words.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
      return new Moment((long) figures[0], figures[1], figures[2], figures[3], figures[4]);
    }
  }

  /** What it did between two moments. */
  private record Stretch(Moment from, Moment to) {

    double rate() {
      return (to.frames() - from.frames()) / (to.seconds() - from.seconds());
    }

    double perCore() {
      return (to.frames() - from.frames()) / cpu();
    }

    double cpuPerMillion() {
      return 1e6 / perCore();
    }

    double enginePerMillion() {
      return 1e6 * (to.engineCpu() - from.engineCpu()) / (to.frames() - from.frames());
    }

    /** The engine's too: what is landed is landed by both. */
    private double cpu() {
      return to.cpu() - from.cpu() + to.engineCpu() - from.engineCpu();
    }
  }

  /** So many frames do not count: the code is compiled meanwhile. */
  static long warm(LiveTape tape) {
    return tape.frames() / 10;
  }

  @Override
  public String name() {
    return "live";
  }

  @Override
  public void measure(Report report) throws Exception {
    List<Stretch> theirs = compare(report);
    land(report, theirs);
    report.remark(
        "10, 11: frames are made by a server of the benchmark's own, in Binance's words, for both clients and without "
            + "compression: the simulated exchange keeps its market's pace. The first tenth of a run does not count. "
            + "ccxt.pro keeps five figures a bar as floats in memory and lands nothing; ours reads every figure to its "
            + "last digit, lands the final bars through spool, ledger and engine, and each is compared with what was sent.");
  }

  private List<Stretch> compare(Report report) throws Exception {
    LiveTape tape = new LiveTape(SERIES, MINUTES);
    report.section(
        "10 %d live series over one connection, %,d frames".formatted(SERIES, tape.frames()));
    Path modules = ccxt();
    List<Stretch> decoded = new ArrayList<>();
    List<Stretch> theirs = new ArrayList<>();
    try (FrameServer server = new FrameServer(tape)) {
      for (int round = 0; round < Math.min(MOST_ROUNDS, Choice.rounds()); round++) {
        decoded.add(whole(ours(server.address(), MINUTES, "decode")));
        theirs.add(whole(ccxt(modules, server.address(), tape)));
      }
    }
    report(report, "ours, decoded", decoded);
    report(report, "ccxt.pro, decoded", theirs);
    report.figure("decoded: ours over ccxt.pro", "", ratio(decoded, theirs), Goal.atLeast(1));
    return theirs;
  }

  private void land(Report report, List<Stretch> theirs) throws Exception {
    LiveTape hour = new LiveTape(SERIES, HOUR);
    report.section(
        "11 an hour of %d series, %,d frames, as fast as they are taken"
            .formatted(SERIES, hour.frames()));
    List<Moment> moments;
    try (FrameServer server = new FrameServer(hour)) {
      moments = ours(server.address(), HOUR, "land");
    }
    List<Stretch> landed = List.of(whole(moments));
    report(report, "ours, decoded and landed, engine included", landed);
    report.figure(
        "  of which the engine", "CPU s per 1M", Samples.of(landed.getFirst().enginePerMillion()));
    report.figure("  final bars landed, all as they were sent", "", Samples.of(hour.bars() * 1.0));
    report.figure("ours landed over ccxt.pro decoded", "", ratio(landed, theirs), Goal.atLeast(1));
    List<String> shares = List.of("a tenth", "half", "the end");
    for (int i = 0; i < shares.size(); i++) {
      report.figure(
          "heap after collection at " + shares.get(i), "MiB", Samples.of(moments.get(i).heap()));
    }
    report.figure(
        "  the end over a tenth",
        "",
        Samples.of(moments.getLast().heap() / moments.getFirst().heap()),
        Goal.atMost(GROWTH));
  }

  private static Stretch whole(List<Moment> moments) {
    return new Stretch(moments.getFirst(), moments.getLast());
  }

  private static void report(Report report, String who, List<Stretch> runs) {
    report.figure(who, "frames/s per core", perCore(runs));
    report.figure(
        "  as it ran", "frames/s", new Samples(runs.stream().map(Stretch::rate).toList()));
    report.figure(
        "  processor time",
        "CPU s per 1M",
        new Samples(runs.stream().map(Stretch::cpuPerMillion).toList()));
  }

  private static Samples ratio(List<Stretch> ours, List<Stretch> theirs) {
    return perCore(ours).over(perCore(theirs));
  }

  private static Samples perCore(List<Stretch> runs) {
    return new Samples(runs.stream().map(Stretch::perCore).toList());
  }

  private List<Moment> ours(URI server, int minutes, String what)
      throws IOException, InterruptedException {
    Path data = scratch.folder("live");
    boolean lands = what.equals("land");
    try (Application application =
        Application.start(
            LiveApplication.class,
            List.of("-Xmx512m"),
            List.of(data.toString(), server.toString(), String.valueOf(minutes), what))) {
      List<Moment> moments = new ArrayList<>();
      for (int i = 0; i < (lands ? 3 : 2); i++) {
        moments.add(Moment.read(application.next(AT)));
      }
      if (lands) {
        application.next(LANDED);
      }
      application.awaitEnd();
      return moments;
    } finally {
      Scratch.delete(data);
    }
  }

  private static Path ccxt() throws NotRunException, InterruptedException {
    try {
      return NodePackages.install("ccxt", CCXT);
    } catch (IllegalStateException e) {
      throw new NotRunException(String.valueOf(e.getMessage()));
    }
  }

  private static List<Moment> ccxt(Path modules, URI server, LiveTape tape)
      throws IOException, InterruptedException {
    NodePackages.Run run =
        NodePackages.run(
            modules,
            Objects.requireNonNull(LiveBenchmark.class.getResource("ccxt-live.cjs")),
            Map.of(
                "WS_URL", server.toString(),
                "SERIES", String.valueOf(SERIES),
                "WARM", String.valueOf(warm(tape)),
                "FRAMES", String.valueOf(tape.frames())));
    List<Moment> moments =
        run.output()
            .lines()
            .filter(line -> line.startsWith(AT))
            .map(line -> Moment.read(line.substring(AT.length())))
            .toList();
    if (moments.size() != 2) {
      throw new IllegalStateException("ccxt failed: " + run.output());
    }
    return moments;
  }
}
