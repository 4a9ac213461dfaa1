package datalayer.console.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
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
    load();
    return Font.font(SANS, size);
  }

  public static Font medium(double size) {
    load();
    return Font.font(MEDIUM, size);
  }

  /** Weight 600, which is what the family's bold is. */
  public static Font semibold(double size) {
    load();
    return Font.font(SANS, FontWeight.BOLD, size);
  }

  public static Font mono(double size) {
    load();
    return Font.font(MONO, size);
  }
}
