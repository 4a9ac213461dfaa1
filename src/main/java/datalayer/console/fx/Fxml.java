package datalayer.console.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads a screen: its controller is built by hand and handed to the FXML of the same stem. */
public final class Fxml {

  private Fxml() {}

  /**
   * Loads the FXML, and the style sheet when there is one, that have the name of the controller's
   * class and lie beside it.
   *
   * @param controller built with everything it needs
   */
  @SuppressWarnings("TypeParameterUnusedInFormals") // as the loader itself
  public static <T extends Parent> T load(Object controller) {
    Class<?> type = controller.getClass();
    String stem = type.getSimpleName();
    URL fxml = Objects.requireNonNull(type.getResource(stem + ".fxml"), stem + ".fxml");
    FXMLLoader loader = new FXMLLoader(fxml);
    loader.setControllerFactory(wanted -> {
      if (wanted.isInstance(controller)) {
        return controller;
      }
      throw new IllegalStateException(stem + ".fxml asks for a " + wanted.getName());
    });
    try {
      T root = loader.load();
      URL sheet = type.getResource(stem + ".css");
      if (sheet != null) {
        root.getStylesheets().add(sheet.toExternalForm());
      }
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(stem + ".fxml cannot be read", e);
    }
  }
}
