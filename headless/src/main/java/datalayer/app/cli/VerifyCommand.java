package datalayer.app.cli;

import datalayer.app.Core;
import datalayer.control.Verdict;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code datalayer verify}: counts everything anew and holds the witnesses against each other. */
@Command(
    name = "verify",
    description =
        "Counts coverage anew from the bars themselves, compares it with the ledger, and checks that no layer lost a row.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  @ParentCommand private DataLayerCommand root;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    try (Core core = root.connect()) {
      Verdict verdict = core.control().verify();
      if (json) {
        Json.print(root.out(), plain(verdict));
      } else {
        print(verdict);
      }
      return verdict.isClean() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
    }
  }

  private void print(Verdict verdict) {
    root.out()
        .printf(
            "%d months counted anew, %d series compared with the ledger.%n",
            verdict.months(), verdict.series());
    verdict
        .contradictions()
        .forEach(c ->
            root.out()
                .printf(
                    "incident %d: %s %s: %s; mend it with: datalayer gaps --repair %s%n",
                    c.id(), c.series(), c.range(), c.detail(), c.series()));
    verdict.broken().forEach(root.out()::println);
    if (verdict.isClean()) {
      root.out().println("Ledger and data agree, and every landed row is in every layer.");
    }
  }

  private static Map<String, Object> plain(Verdict verdict) {
    return Map.of(
        "clean", verdict.isClean(),
        "months", verdict.months(),
        "series", verdict.series(),
        "incidents",
            verdict.contradictions().stream()
                .map(c ->
                    Map.of(
                        "id", c.id(),
                        "series", c.series().toString(),
                        "from", c.range().from().toString(),
                        "to", c.range().to().toString(),
                        "detail", c.detail()))
                .toList(),
        "broken_layers", verdict.broken());
  }
}
