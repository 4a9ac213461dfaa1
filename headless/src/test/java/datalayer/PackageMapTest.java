package datalayer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The map of the core, as rules. Each says why, so that who breaks it learns the reason. */
final class PackageMapTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("datalayer");

  private record Row(List<String> mayImport, String because) {}

  /** A package imports only what its row names, besides itself and libraries. */
  private static final Map<String, Row> MAP =
      Map.ofEntries(
          row("market", "the words of the trade must not depend on who speaks them"),
          row(
              "venue",
              "a dialect only has to know our words; what becomes of them is not its job",
              "market"),
          row(
              "store",
              "it owns ClickHouse and knows nothing of the work that fills it",
              "market",
              "migration"),
          row("migration", "numbered SQL files know nothing of what they create"),
          row(
              "ledger",
              "it records what others did and must not be able to do it",
              "market",
              "migration"),
          row(
              "landing",
              "one door for new data, the same for history and live",
              "market",
              "store",
              "ledger"),
          row(
              "backfill",
              "it closes holes through the one door",
              "market",
              "venue",
              "store",
              "ledger",
              "landing"),
          row("feed", "live bars enter through the one door too", "market", "venue", "landing"),
          row(
              "publish",
              "it tells what landed, so it may not land anything",
              "market",
              "landing",
              "feed"),
          row(
              "quality",
              "a judge that can change the evidence is none",
              "market",
              "store",
              "ledger"),
          row(
              "schedule",
              "it decides when, others decide what; its triggers are kept in the ledger's database",
              "market",
              "venue",
              "ledger",
              "backfill",
              "quality"),
          row(
              "monitor",
              "it reads the stages' figures and steers nothing",
              "market",
              "store",
              "ledger",
              "landing",
              "backfill",
              "feed",
              "publish",
              "quality",
              "schedule"),
          row(
              "control",
              "the one door for operators stands before the stages, not before the start-up code",
              "market",
              "venue",
              "store",
              "ledger",
              "landing",
              "backfill",
              "feed",
              "publish",
              "quality",
              "schedule",
              "monitor"),
          row("simulator", "an exchange that knew our stages could not surprise them", "market"),
          row(
              "app",
              "the only place that may know everything, because it builds everything",
              "market",
              "migration",
              "venue",
              "store",
              "ledger",
              "landing",
              "backfill",
              "feed",
              "publish",
              "quality",
              "schedule",
              "monitor",
              "control",
              "simulator"));

  private static Map.Entry<String, Row> row(String name, String because, String... mayImport) {
    return Map.entry(name, new Row(List.of(mayImport), because));
  }

  @TestFactory
  Stream<DynamicTest> aPackageImportsOnlyWhatTheMapAllows() {
    return MAP.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () -> {
                  String[] forbidden =
                      MAP.keySet().stream()
                          .filter(name -> !name.equals(entry.getKey()))
                          .filter(name -> !entry.getValue().mayImport().contains(name))
                          .map(name -> "datalayer." + name + "..")
                          .toArray(String[]::new);
                  noClasses()
                      .that()
                      .resideInAPackage("datalayer." + entry.getKey() + "..")
                      .should()
                      .dependOnClassesThat()
                      .resideInAnyPackage(forbidden)
                      .allowEmptyShould(true)
                      .because(entry.getValue().because())
                      .check(CORE);
                }));
  }

  @Test
  void everyPackageIsOnTheMap() {
    TreeSet<String> found = new TreeSet<>();
    for (JavaClass type : CORE) {
      String[] parts = type.getPackageName().split("\\.", -1);
      if (parts.length > 1) {
        found.add(parts[1]);
      }
    }
    assertThat(MAP.keySet()).as("the map's table names every package").containsAll(found);
  }

  @Test
  void noCycles() {
    slices()
        .matching("datalayer.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a reader must be able to read from the first package to the last")
        .check(CORE);
  }

  @Test
  void onlyStoreKnowsTheClickHouseClient() {
    noClasses()
        .that()
        .resideOutsideOfPackages("datalayer.store..", "datalayer.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.clickhouse..")
        .because("its settings are pinned in one place, and a second place would forget one")
        .check(CORE);
  }

  @Test
  void onlyScheduleKnowsQuartz() {
    noClasses()
        .that()
        .resideOutsideOfPackage("datalayer.schedule..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.quartz..")
        .because("work must not know when it runs")
        .check(CORE);
  }

  @Test
  void timeIsInjected() {
    noClasses()
        .that()
        .resideOutsideOfPackage("datalayer.app..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .because("finality is judged by the venue's clock and tests move time by hand")
        .check(CORE);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(
            ".*\\.(Abstract\\w*|Base[A-Z]\\w*|\\w*(Manager|Util|Utils|Helper|Impl|Processor))")
        .because("such a name tells a reader nothing")
        .check(CORE);
  }

  @Test
  void consolesLibrariesStayOut() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx..")
        .because("a server has no display")
        .check(CORE);
  }

  @Test
  void standardStreamsBelongToTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("datalayer.app..", "datalayer.store.engine..")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .because("a core that prints cannot be used by a window")
        .check(CORE);
  }
}
