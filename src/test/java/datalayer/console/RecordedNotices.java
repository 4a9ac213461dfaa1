package datalayer.console;

import datalayer.console.fx.Notices;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what was said. */
public final class RecordedNotices implements Notices {

  private final List<String> done = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private @Nullable Runnable undo;

  public List<String> done() {
    return done;
  }

  public List<String> told() {
    return told;
  }

  public List<String> failed() {
    return failed;
  }

  /** Takes back what was done last. */
  public void undo() {
    if (undo == null) {
      throw new AssertionError("nothing can be undone");
    }
    undo.run();
  }

  @Override
  public void done(String text, @Nullable Runnable newUndo) {
    done.add(text);
    undo = newUndo;
  }

  @Override
  public void told(String text) {
    told.add(text);
  }

  @Override
  public void failed(String text) {
    failed.add(text);
  }
}
