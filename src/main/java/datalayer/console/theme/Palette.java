package datalayer.console.theme;

import javafx.scene.paint.Color;

/** The tokens of one theme as colours for canvases, with the blends that canvases need. */
public record Palette(
    Color panel,
    Color card,
    Color control,
    Color canvas,
    Color selection,
    Color hairline,
    Color controlBorder,
    Color text1,
    Color text2,
    Color text3,
    Color accent,
    Color accentFill,
    Color onAccent,
    Color good,
    Color warning,
    Color bad,
    Color onState,
    Color up,
    Color down,
    Color missing,
    Color outage,
    Color complete,
    Color degraded,
    Color pending,
    Color empty,
    Color archive,
    Color rest,
    Color socket,
    Color cross,
    Color grid,
    double gapOpacity,
    double hatchOpacity,
    double volumeOpacity) {

  private static final Palette DARK = read(Theme.DARK, 0.11, 0.58, 0.62);
  private static final Palette LIGHT = read(Theme.LIGHT, 0.09, 0.74, 0.75);

  public static Palette of(Theme theme) {
    return switch (theme) {
      case DARK -> DARK;
      case LIGHT -> LIGHT;
    };
  }

  public Color gapFill() {
    return blend(missing, gapOpacity);
  }

  public Color outageHatch() {
    return blend(outage, hatchOpacity);
  }

  public Color volumeUp() {
    return blend(up, volumeOpacity);
  }

  public Color volumeDown() {
    return blend(down, volumeOpacity);
  }

  /** Mixed with the canvas once, so that painting has no transparency to work out. */
  private Color blend(Color colour, double opacity) {
    return canvas.interpolate(colour, opacity);
  }

  private static Palette read(Theme theme, double gap, double hatch, double volume) {
    return new Palette(
        colour(theme, "-color-bg-default"),
        colour(theme, "-color-bg-overlay"),
        colour(theme, "-color-bg-subtle"),
        colour(theme, "-color-bg-inset"),
        colour(theme, "-color-accent-subtle"),
        colour(theme, "-color-border-default"),
        colour(theme, "-dl-border-control"),
        colour(theme, "-color-fg-default"),
        colour(theme, "-color-fg-muted"),
        colour(theme, "-color-fg-subtle"),
        colour(theme, "-color-accent-fg"),
        colour(theme, "-color-accent-emphasis"),
        colour(theme, "-color-fg-emphasis"),
        colour(theme, "-color-success-fg"),
        colour(theme, "-color-warning-fg"),
        colour(theme, "-color-danger-fg"),
        colour(theme, "-dl-on-state"),
        colour(theme, "-dl-up"),
        colour(theme, "-dl-down"),
        colour(theme, "-dl-missing"),
        colour(theme, "-dl-outage"),
        colour(theme, "-dl-complete"),
        colour(theme, "-dl-degraded"),
        colour(theme, "-dl-pending"),
        colour(theme, "-dl-empty"),
        colour(theme, "-dl-src-archive"),
        colour(theme, "-dl-src-rest"),
        colour(theme, "-dl-src-socket"),
        colour(theme, "-dl-cross"),
        colour(theme, "-dl-grid"),
        gap,
        hatch,
        volume);
  }

  private static Color colour(Theme theme, String name) {
    return Color.web(Tokens.named(name).in(theme));
  }
}
