package datalayer.console.shell;

import datalayer.console.theme.Icon;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyEvent;

/**
 * A destination of the navigation rail.
 *
 * @param letter goes there after {@code g}
 * @param root its top bar and content
 * @param first tells what takes the focus when the screen is opened
 * @param keys handles a key pressed outside text fields and says whether it meant something
 * @param shortcuts for the sheet of keys
 */
public record Screen(
    String name,
    Icon icon,
    String letter,
    Parent root,
    Supplier<Node> first,
    Predicate<KeyEvent> keys,
    List<Shortcut> shortcuts) {

  /**
   * A line of the sheet of keys.
   *
   * @param keys separated by blanks: {@code Shift ←}
   */
  public record Shortcut(String keys, String does) {}
}
