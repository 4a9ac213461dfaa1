package datalayer.app.config;

import java.util.Locale;

/** The kinds of system whose conventions we follow. */
public enum Platform {
  LINUX,
  MACOS,
  WINDOWS;

  /** The platform by Java's name of the operating system; what is unknown is taken for Unix. */
  public static Platform named(String operatingSystem) {
    String name = operatingSystem.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac") || name.startsWith("darwin")) {
      return MACOS;
    }
    return name.startsWith("windows") ? WINDOWS : LINUX;
  }
}
