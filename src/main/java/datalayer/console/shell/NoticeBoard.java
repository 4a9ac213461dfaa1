package datalayer.console.shell;

import datalayer.console.fx.Notices;
import datalayer.console.fx.Work;
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
   * @param undo null when it cannot be taken back
   */
  public record Notice(boolean failed, String text, @Nullable Runnable undo) {}

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
    Notice notice = add(new Notice(false, text, undo));
    work.after(STAYS, () -> close(notice));
  }

  @Override
  public void failed(String text) {
    add(new Notice(true, text, null));
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

  void undo(Notice notice) {
    Runnable undo = notice.undo();
    close(notice);
    if (undo != null) {
      undo.run();
    }
  }

  void close(Notice notice) {
    notices.removeIf(one -> one == notice);
  }

  private Notice add(Notice notice) {
    notices.add(notice);
    if (notices.size() > MOST) {
      notices.removeFirst();
    }
    return notice;
  }
}
