package datalayer.console;

import datalayer.console.fx.FxThread;
import datalayer.console.theme.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;

/** The pictures of one theme and one size. Not for the FX thread. */
final class Album {

  /** A size of the client area in pixels. */
  record Size(int width, int height) {}

  private static final long PATIENCE_SECONDS = 60;

  private final Path folder;
  private final Theme theme;
  private final Size size;
  private final List<Path> files = new ArrayList<>();

  Album(Path folder, Theme theme, Size size) {
    this.folder = folder;
    this.theme = theme;
    this.size = size;
  }

  Theme theme() {
    return theme;
  }

  Size size() {
    return size;
  }

  List<Path> files() {
    return List.copyOf(files);
  }

  /** A scene of this size in this theme. */
  Scene scene(Parent root) {
    return FxThread.ask(() -> {
      Scene scene = new Scene(root, size.width(), size.height());
      theme.dress(scene);
      return scene;
    });
  }

  /** Takes a picture once everything in it has come to rest. */
  void take(String name, Scene scene, BooleanSupplier settled) {
    await(name, settled);
    WritableImage image =
        FxThread.ask(() -> {
          layOut(scene.getRoot());
          // twice: the first lays out what the second paints
          scene.snapshot(null);
          return scene.snapshot(null);
        });
    Path file =
        folder.resolve(
            "%s-%s-%dx%d.png".formatted(name, theme.label(), size.width(), size.height()));
    try {
      Png.write(image, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.add(file);
  }

  /**
   * No pulse has seen what changed since the picture before: everything is laid out anew, and what
   * a scroll pane keeps as a bitmap is let go of.
   */
  private static void layOut(Parent parent) {
    for (Node child : parent.getChildrenUnmodifiable()) {
      child.setCache(false);
      if (child instanceof Parent inner) {
        layOut(inner);
      }
    }
    parent.requestLayout();
  }

  private static void await(String name, BooleanSupplier settled) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!FxThread.ask(settled::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the screen for %s never settled".formatted(name));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
