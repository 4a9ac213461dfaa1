package datalayer.console.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the palette's list: a heading, or a command under it.
 *
 * @param command null for a heading
 * @param index which of the commands it is; -1 for a heading
 */
record PaletteLine(String heading, @Nullable Command command, int index) {

  /** Commands with a heading above each group; one heading that says so when there are none. */
  static List<PaletteLine> of(List<Command> found) {
    if (found.isEmpty()) {
      return List.of(heading("Nothing has that name."));
    }
    List<PaletteLine> lines = new ArrayList<>();
    String group = "";
    for (int i = 0; i < found.size(); i++) {
      Command command = found.get(i);
      if (!command.group().equals(group)) {
        group = command.group();
        lines.add(heading(group));
      }
      lines.add(new PaletteLine(group, command, i));
    }
    return lines;
  }

  private static PaletteLine heading(String text) {
    return new PaletteLine(text, null, -1);
  }

  /** In pixels: known before a line is drawn, so that the list is as high as what it holds. */
  double height() {
    return command == null ? 32 : 44;
  }
}
