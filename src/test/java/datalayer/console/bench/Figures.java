package datalayer.console.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one chart showed in one round, in the order it was taken; a name says the unit. */
final class Figures {

  static final String IN_MEMORY = "load: bars over loopback into memory, ms";
  static final String FROM_MEMORY = "load: from memory to the first frame, ms";
  static final String LOADED = "load: both, ms";
  static final String LOAD_CPU = "load: processor, all threads and processes, ms";
  static final String HEAP = "memory: heap after a collection, MiB";
  static final String RESIDENT = "memory: the process that paints, resident, MiB";
  static final String PROCESSES = "memory: all processes, MiB";

  private final Map<String, Double> values = new LinkedHashMap<>();

  void put(String name, double value) {
    values.put(name, value);
  }

  /** What a loaded chart took. */
  void load(double inMemory, double painted, double cpuMillis) {
    put(IN_MEMORY, inMemory);
    put(FROM_MEMORY, painted);
    put(LOADED, inMemory + painted);
    put(LOAD_CPU, cpuMillis);
  }

  /** What so many frames took together, in milliseconds. */
  void drive(String views, int frames, double wall, double cpu, double painting) {
    put(views + ": a frame, ms", wall / frames);
    put(views + ": processor a frame, everything, ms", cpu / frames);
    put(views + ": processor a frame, painting threads, ms", painting / frames);
  }

  Map<String, Double> values() {
    return values;
  }
}
