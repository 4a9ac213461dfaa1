package datalayer.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a figure was in each run, in the order of the runs. Never empty. */
public record Samples(List<Double> values) {

  public Samples {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a figure needs at least one run");
    }
  }

  public static Samples of(double... values) {
    return new Samples(Arrays.stream(values).boxed().toList());
  }

  public double min() {
    return sorted()[0];
  }

  public double max() {
    return sorted()[values.size() - 1];
  }

  public double median() {
    double[] sorted = sorted();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** This one divided by the other, run by run. */
  public Samples over(Samples other) {
    int runs = Math.min(values.size(), other.values.size());
    return new Samples(
        IntStream.range(0, runs).mapToObj(i -> values.get(i) / other.values.get(i)).toList());
  }

  /** A number with as many places as its size deserves. */
  public static String written(double value) {
    double size = Math.abs(value);
    String format = size >= 1000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  private double[] sorted() {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
