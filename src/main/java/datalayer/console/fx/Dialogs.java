package datalayer.console.fx;

import javafx.scene.Node;

/** Where a screen shows what stands above it. One at a time; Esc closes it. */
public interface Dialogs {

  /**
   * Shows a node over everything, centred, and moves the focus into it.
   *
   * @param first takes the focus
   * @param closed runs when it is gone, whoever closed it
   */
  void show(Node dialog, Node first, Runnable closed);

  /** Closes what is shown, if anything, and gives the focus back. */
  void close();
}
