package datalayer.console.plan;

import static org.assertj.core.api.Assertions.assertThat;

import datalayer.console.plan.CardPlacement.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CardPlacementTest {

  private static final Box AREA = new Box(148, 50, 960, 600);

  @ParameterizedTest
  @CsvSource({"160, 60, 100, 40", "900, 300, 200, 80", "500, 580, 150, 60", "160, 50, 500, 90"})
  void besideAndWholeAndNeverOver(double x, double y, double width, double height) {
    Box selection = new Box(x, y, width, height);
    Box card = CardPlacement.beside(selection, 372, 380, AREA);
    assertThat(card.overlap(selection)).isZero();
    assertThat(card.x()).isGreaterThanOrEqualTo(AREA.x());
    assertThat(card.y()).isGreaterThanOrEqualTo(AREA.y());
    assertThat(card.right()).isLessThanOrEqualTo(AREA.right());
    assertThat(card.bottom()).isLessThanOrEqualTo(AREA.bottom());
  }

  @Test
  void theRightSideComesFirst() {
    Box card = CardPlacement.beside(new Box(300, 300, 100, 40), 372, 380, AREA);
    assertThat(card.x()).isEqualTo(416);
  }

  @Test
  void whereNothingIsFreeTheLeastIsCovered() {
    Box everything = new Box(148, 50, 900, 600);
    Box card = CardPlacement.beside(everything, 372, 380, AREA);
    assertThat(card.right()).isEqualTo(AREA.right());
  }
}
