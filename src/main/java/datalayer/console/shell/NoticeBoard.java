package datalayer.console.shell;

import datalayer.console.fx.Notices;
import datalayer.console.fx.Work;
import datalayer.console.theme.Mark;
import java.time.Duration;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The notices there are, newest last. What was done goes after six seconds, errors stay. */
public final class NoticeBoard implements Notices {

  private static final Duration STAYS = Duration.ofSeconds(6);
  private static final int MOST = 4;

  /**
   * A notice.
   *
   * @param mark that what was done has gone well, that it is seen to, or that it failed
   * @param undo null when it cannot be taken back
   */
  public record Notice(Mark mark, String text, @Nullable Runnable undo) {}

  private final Work work;
  private final ObservableList<Notice> notices = FXCollections.observableArrayList();

  public NoticeBoard(Work work) {
    this.work = work;
  }

  public ObservableList<Notice> notices() {
    return notices;
  }

  @Override
  public void done(String text, @Nullable Runnable undo) {
    passing(new Notice(Mark.COMPLETE, text, undo));
  }

  @Override
  public void told(String text) {
    passing(new Notice(Mark.LATE, text, null));
  }

  @Override
  public void failed(String text) {
    add(new Notice(Mark.FAILED, text, null));
  }

  /** Takes back what can be, the newest first; whether there was anything. */
  public boolean undo() {
    for (Notice notice : notices.reversed()) {
      if (notice.undo() != null) {
        undo(notice);
        return true;
      }
    }
    return false;
  }

  /** Closes the newest; whether there was one. */
  boolean close() {
    if (notices.isEmpty()) {
      return false;
    }
    notices.removeLast();
    return true;
  }

  void undo(Notice notice) {
    Runnable undo = notice.undo();
    close(notice);
    if (undo != null) {
      undo.run();
    }
  }

  @SuppressWarnings("ReferenceEquality") // two may say the same
  void close(Notice notice) {
    notices.removeIf(one -> one == notice);
  }

  private void passing(Notice notice) {
    add(notice);
    work.after(STAYS, () -> close(notice));
  }

  private void add(Notice notice) {
    notices.add(notice);
    if (notices.size() > MOST) {
      notices.removeFirst();
    }
  }
}
