package datalayer.console.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The colours of the console in both themes, as the file {@code tokens.txt} lists them. */
public final class Tokens {

  /** What a colour has to be legible as. */
  public enum Use {
    TEXT(4.5),
    GRAPHIC(3.0),
    DECORATION(1.0);

    private final double contrast;

    Use(double contrast) {
      this.contrast = contrast;
    }

    /** The least contrast, by the WCAG formula. */
    public double contrast() {
      return contrast;
    }
  }

  /**
   * A colour.
   *
   * @param name its looked-up name in CSS, {@code -dl-up}
   * @param dark in the dark theme, {@code #RRGGBB}
   * @param light in the light theme
   * @param on the grounds it is measured on, by their short names
   */
  public record Token(String name, String dark, String light, Use use, List<String> on) {

    public String in(Theme theme) {
      return switch (theme) {
        case DARK -> dark;
        case LIGHT -> light;
      };
    }
  }

  private static final Map<String, Token> ALL = read();

  private Tokens() {}

  /** Every token, in the order of the file. */
  public static List<Token> all() {
    return List.copyOf(ALL.values());
  }

  /**
   * One token by its looked-up name.
   *
   * @throws IllegalArgumentException when the file has none of that name
   */
  public static Token named(String name) {
    Token token = ALL.get(name);
    if (token == null) {
      throw new IllegalArgumentException("tokens.txt has no colour " + name);
    }
    return token;
  }

  private static Map<String, Token> read() {
    try (InputStream in = Tokens.class.getResourceAsStream("tokens.txt")) {
      if (in == null) {
        throw new IllegalStateException("tokens.txt is missing from the console's resources");
      }
      Map<String, Token> tokens = new LinkedHashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Tokens::parse)
          .forEach(token -> tokens.put(token.name(), token));
      return tokens;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Token parse(String line) {
    List<String> words = new ArrayList<>(List.of(line.trim().split("\\s+")));
    Use use =
        switch (words.get(3)) {
          case "text" -> Use.TEXT;
          case "graphic" -> Use.GRAPHIC;
          case "-" -> Use.DECORATION;
          default -> throw new IllegalStateException("tokens.txt: no such use in: " + line);
        };
    return new Token(words.get(0), words.get(1), words.get(2), use, words.subList(4, words.size()));
  }
}
