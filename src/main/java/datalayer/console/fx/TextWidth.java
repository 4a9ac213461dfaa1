package datalayer.console.fx;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** How wide a text is on a canvas. For the FX thread; the last few hundred answers are kept. */
public final class TextWidth {

  private static final int KEPT = 512;

  private record Key(Font font, String text) {}

  private static final Map<Key, Double> KNOWN =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Double> eldest) {
          return size() > KEPT;
        }
      };

  private TextWidth() {}

  public static double of(Font font, String text) {
    return KNOWN.computeIfAbsent(new Key(font, text), TextWidth::measure);
  }

  private static double measure(Key key) {
    Text text = new Text(key.text());
    text.setFont(key.font());
    return text.getLayoutBounds().getWidth();
  }
}
