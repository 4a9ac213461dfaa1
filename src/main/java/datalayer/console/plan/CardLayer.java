package datalayer.console.plan;

import datalayer.console.plan.CardPlacement.Box;
import java.util.function.Supplier;
import javafx.scene.layout.Region;

/**
 * The layer over a canvas that holds one card and keeps it beside what it is about. Everywhere but
 * on the card, the mouse reaches what lies below.
 */
public final class CardLayer extends Region {

  private final Region card;
  private final Supplier<Box> subject;
  private final Supplier<Box> area;

  /**
   * @param subject what the card stands beside, in the pixels of this layer
   * @param area what the card stays within
   */
  public CardLayer(Region card, Supplier<Box> subject, Supplier<Box> area) {
    this.card = card;
    this.subject = subject;
    this.area = area;
    setPickOnBounds(false);
    getChildren().add(card);
    card.visibleProperty().subscribe(this::requestLayout);
  }

  @Override
  protected void layoutChildren() {
    if (!card.isVisible()) {
      return;
    }
    double width = snapSizeX(Math.clamp(card.prefWidth(-1), card.minWidth(-1), card.maxWidth(-1)));
    double height = Math.min(getHeight(), snapSizeY(card.prefHeight(width)));
    Box place = CardPlacement.beside(subject.get(), width, height, area.get());
    card.resizeRelocate(place.x(), place.y(), width, height);
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computeMinHeight(double width) {
    return 0;
  }
}
