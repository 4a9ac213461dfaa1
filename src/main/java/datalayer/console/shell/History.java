package datalayer.console.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where somebody went, for going back and forward; going elsewhere forgets what lay ahead. */
final class History<T> {

  private static final int MOST = 50;

  private final List<T> visited = new ArrayList<>();
  private int at = -1;

  void visit(T place) {
    if (at >= 0 && visited.get(at).equals(place)) {
      return;
    }
    visited.subList(at + 1, visited.size()).clear();
    visited.add(place);
    if (visited.size() > MOST) {
      visited.removeFirst();
    }
    at = visited.size() - 1;
  }

  Optional<T> back() {
    return at > 0 ? Optional.of(visited.get(--at)) : Optional.empty();
  }

  Optional<T> forward() {
    return at + 1 < visited.size() ? Optional.of(visited.get(++at)) : Optional.empty();
  }
}
