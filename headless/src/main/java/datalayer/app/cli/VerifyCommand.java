package datalayer.app.cli;

import datalayer.app.Headless;
import datalayer.ledger.Incident;
import datalayer.market.Series;
import datalayer.market.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer verify}: counts everything anew and holds the witnesses against each other. */
@Command(
    name = "verify",
    description =
        "Counts coverage anew from the bars themselves, compares it with the ledger, and checks that no layer lost a row.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  @ParentCommand private DataLayerCommand root;

  @Override
  public Integer call() {
    try (Headless headless = root.start()) {
      int months = headless.witnesses().recountEverything();
      Map<Series, TimeRange> asked = headless.witnesses().asked();
      asked.forEach((series, range) -> headless.witnesses().hear(series, range));
      List<Incident> incidents = headless.witnesses().incidents();
      List<String> broken = headless.tables().brokenLayers();
      root.out()
          .printf(
              "%d months counted anew, %d series compared with the ledger.%n",
              months, asked.size());
      incidents.forEach(i ->
          root.out()
              .printf(
                  "incident %d: %s %s: %s; mend it with: datalayer gaps --repair %s%n",
                  i.id(), i.series(), i.range(), i.detail(), i.series()));
      broken.forEach(root.out()::println);
      if (incidents.isEmpty() && broken.isEmpty()) {
        root.out().println("Ledger and data agree, and every landed row is in every layer.");
        return ExitCode.COMPLETE;
      }
      return ExitCode.INCOMPLETE;
    }
  }
}
