package datalayer.app.kill;

import java.util.List;
import java.util.Random;

/** Which process is killed. */
enum Victim {
  APPLICATION,
  ENGINE,
  BOTH;

  static Victim any(Random random) {
    List<Victim> all = List.of(values());
    return all.get(random.nextInt(all.size()));
  }

  boolean meansApplication() {
    return this != ENGINE;
  }

  boolean meansEngine() {
    return this != APPLICATION;
  }
}
