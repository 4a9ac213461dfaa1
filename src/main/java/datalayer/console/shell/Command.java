package datalayer.console.shell;

import datalayer.console.theme.Icon;
import java.util.Locale;

/**
 * Something the palette offers.
 *
 * @param group the heading it stands under
 * @param detail in a quieter tone behind the title; may be empty
 * @param keys its shortcut, separated by blanks; may be empty
 */
public record Command(
    String group, Icon icon, String title, String detail, String keys, Runnable run) {

  /** Whether every word typed is somewhere in title, detail or group, in any case. */
  boolean matches(String typed) {
    String text = (title + " " + detail + " " + group).toLowerCase(Locale.ROOT);
    for (String word : typed.toLowerCase(Locale.ROOT).trim().split("\\s+")) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the title begins with what was typed, which puts it before others. */
  boolean begins(String typed) {
    return title.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT).trim());
  }
}
