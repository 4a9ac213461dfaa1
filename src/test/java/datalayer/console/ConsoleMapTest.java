package datalayer.console;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The map of the console, as rules. Each says why, so that who breaks it learns the reason. */
final class ConsoleMapTest {

  private static final JavaClasses CONSOLE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("datalayer.console");

  private static final List<String> SCREENS =
      List.of("chart", "coverage", "backfills", "firstrun", "shell");

  @TestFactory
  Stream<DynamicTest> screensNeverImportEachOther() {
    return SCREENS.stream()
        .map(screen ->
            DynamicTest.dynamicTest(
                screen,
                () ->
                    noClasses()
                        .that()
                        .resideInAPackage("datalayer.console." + screen + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                            SCREENS.stream()
                                .filter(other -> !other.equals(screen))
                                .map(other -> "datalayer.console." + other + "..")
                                .toArray(String[]::new))
                        .because(
                            "a screen that can be read and changed alone stays small; what"
                                + " leads from one to another is wired in Console")
                        .check(CONSOLE)));
  }

  @Test
  void onlyControlAndValuesOfTheCore() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName()) // enters the program and builds its core
        .and()
        .doNotHaveFullyQualifiedName(CoreSteps.class.getName()) // or another one, as is chosen
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "datalayer.venue..",
            "datalayer.store..",
            "datalayer.ledger..",
            "datalayer.landing..",
            "datalayer.publish..",
            "datalayer.quality..",
            "datalayer.schedule..",
            "datalayer.monitor..",
            "datalayer.simulator..",
            "datalayer.app..",
            "java.sql..")
        .because("the same console has to work over a daemon elsewhere, which it sees as Control")
        .check(CONSOLE);
  }

  @Test
  void onlyWhatTheFeedSaysOfItself() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("datalayer.feed..")
                .and(not(assignableTo(Record.class)))
                .and(not(assignableTo(Enum.class))))
        .because("how a stream is comes with the snapshot; what keeps it up is behind Control")
        .check(CONSOLE);
  }

  @Test
  void viewModelsKnowNoScene() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("ViewModel")
        .or()
        .haveSimpleName("Viewport")
        .or()
        .haveSimpleName("HeatmapViewport")
        .or()
        .haveSimpleName("HeatmapCursor")
        .or()
        .haveSimpleName("Planning")
        .or()
        .haveSimpleName("NoticeBoard")
        .or()
        .haveSimpleName("PlanForm")
        .or()
        .haveSimpleName("RunRow")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.application..")
        .because("what can be tested without a toolkit is tested without one")
        .check(CONSOLE);
  }

  @Test
  void onlyFxCrossesToTheFxThread() {
    noClasses()
        .that()
        .resideOutsideOfPackage("datalayer.console.fx..")
        .should()
        .callMethod(Platform.class, "runLater", Runnable.class)
        .because("one place that crosses threads can be reasoned about; thirty cannot")
        .check(CONSOLE);
  }

  @Test
  void timeIsInjected() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("a picture of an invented moment needs an invented clock")
        .check(CONSOLE);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(
            ".*\\.(Abstract\\w*|Base[A-Z]\\w*|\\w*(Manager|Util|Utils|Helper|Impl|Processor))")
        .because("such a name tells a reader nothing")
        .check(CONSOLE);
  }

  @Test
  void noAwt() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.swing..")
        .because("it is not in the image the installers carry")
        .check(CONSOLE);
  }

  @Test
  void partsBelowTheScreens() {
    classes()
        .that()
        .resideInAPackage("datalayer.console.fx..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            "datalayer.console.theme..",
            "datalayer.console.chart..",
            "datalayer.console.coverage..",
            "datalayer.console.backfills..",
            "datalayer.console.firstrun..",
            "datalayer.console.plan..",
            "datalayer.console.shell..")
        .because("the bridge to the FX thread must not know what crosses it")
        .check(CONSOLE);
    slices()
        .matching("datalayer.console.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a reader must be able to read from the first package to the last")
        .check(CONSOLE);
  }
}
