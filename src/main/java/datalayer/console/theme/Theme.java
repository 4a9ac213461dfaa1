package datalayer.console.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;

/** The looks of the console. */
public enum Theme {
  DARK,
  LIGHT;

  /** Dresses a scene, and every window opened from it; replaces the theme it wore before. */
  public void dress(Scene scene) {
    Fonts.load();
    Application.setUserAgentStylesheet(userAgentStylesheet());
    scene.getStylesheets().setAll(colours(), sheet("console.css"));
  }

  public Theme other() {
    return switch (this) {
      case DARK -> LIGHT;
      case LIGHT -> DARK;
    };
  }

  /** Reads a remembered theme; dark when the text names none. */
  public static Theme parse(String text) {
    return text.equals(LIGHT.label()) ? LIGHT : DARK;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private String userAgentStylesheet() {
    return switch (this) {
      case DARK -> new PrimerDark().getUserAgentStylesheet();
      case LIGHT -> new PrimerLight().getUserAgentStylesheet();
    };
  }

  /** The tokens as looked-up colours of the root, handed over as a data address. */
  private String colours() {
    StringBuilder css = new StringBuilder(".root {\n");
    for (Tokens.Token token : Tokens.all()) {
      css.append("  ").append(token.name()).append(": ").append(token.in(this)).append(";\n");
    }
    css.append("}\n");
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String sheet(String name) {
    return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
  }
}
