package datalayer.console.fx;

import org.jspecify.annotations.Nullable;

/** Where the console says what was done, and what could not be. For the thread that paints. */
public interface Notices {

  /**
   * Something was done. The notice goes by itself.
   *
   * @param undo takes it back, while the notice is there; null when it cannot be
   */
  void done(String text, @Nullable Runnable undo);

  /** Something is worth knowing and is being seen to. The notice goes by itself. */
  void told(String text);

  /** Something could not be done. The notice stays until a person closes it. */
  void failed(String text);
}
