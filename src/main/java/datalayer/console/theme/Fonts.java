package datalayer.console.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/**
 * The console's fonts: cuts of Inter, whose digits are of equal width here, and of JetBrains Mono.
 * How they are cut is told in {@code src/main/fonts}.
 */
public final class Fonts {

  private static final String SANS = "Data Layer Sans";
  private static final String MEDIUM = "Data Layer Sans Medium";
  private static final String MONO = "Data Layer Mono";

  private static final List<String> FILES =
      List.of(
          "DataLayerSans-Regular.ttf",
          "DataLayerSans-Bold.ttf",
          "DataLayerSansMedium-Regular.ttf",
          "DataLayerMono-Regular.ttf");

  /** One of the few there are. */
  private record Wanted(String family, FontWeight weight, double size) {}

  /** The toolkit looks a font up by comparing names, and a frame of the chart asks for dozens. */
  private static final Map<Wanted, Font> KNOWN = new ConcurrentHashMap<>();

  private static boolean loaded;

  private Fonts() {}

  /** Makes the families known to the toolkit; the first call does the work. */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    for (String file : FILES) {
      try (InputStream in = Fonts.class.getResourceAsStream("fonts/" + file)) {
        if (in == null || Font.loadFont(in, 13) == null) {
          throw new IllegalStateException("the font " + file + " cannot be read");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    loaded = true;
  }

  public static Font regular(double size) {
    return font(SANS, FontWeight.NORMAL, size);
  }

  public static Font medium(double size) {
    return font(MEDIUM, FontWeight.NORMAL, size);
  }

  /** Weight 600, which is what the family's bold is. */
  public static Font semibold(double size) {
    return font(SANS, FontWeight.BOLD, size);
  }

  public static Font mono(double size) {
    return font(MONO, FontWeight.NORMAL, size);
  }

  private static Font font(String family, FontWeight weight, double size) {
    return KNOWN.computeIfAbsent(new Wanted(family, weight, size), Fonts::find);
  }

  private static Font find(Wanted wanted) {
    load();
    return Font.font(wanted.family(), wanted.weight(), wanted.size());
  }
}
