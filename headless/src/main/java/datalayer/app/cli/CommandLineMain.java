package datalayer.app.cli;

import datalayer.app.StartException;
import datalayer.app.config.ConfigException;
import datalayer.control.ControlException;
import datalayer.landing.LandingException;
import datalayer.ledger.LedgerException;
import datalayer.migration.MigrationException;
import datalayer.store.ClickHouseException;
import datalayer.store.engine.EngineException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/** Reads the arguments, runs the command, and turns what went wrong into one plain sentence. */
public final class CommandLineMain {

  private CommandLineMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, Optional.empty()));
  }

  /**
   * Runs a command on the streams of this process and answers its exit code.
   *
   * @param window opened when no command is named
   */
  public static int run(String[] arguments, Optional<Window> window) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    DataLayerCommand root =
        new DataLayerCommand(InstantSource.system(), window, Optional.of(System.out));
    int code = commandLine(root, out, err).execute(arguments);
    out.flush();
    err.flush();
    return code;
  }

  /** Runs a command on other streams, for tests. */
  static int run(
      String[] arguments,
      PrintWriter out,
      PrintWriter err,
      InstantSource clock,
      Optional<Window> window) {
    return commandLine(new DataLayerCommand(clock, window, Optional.empty()), out, err)
        .execute(arguments);
  }

  private static CommandLine commandLine(DataLayerCommand root, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(root);
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(handler(err));
    return line;
  }

  private static IExecutionExceptionHandler handler(PrintWriter err) {
    return (exception, line, parsed) -> {
      if (isForPeople(exception)) {
        err.println("datalayer: " + exception.getMessage());
        return exception instanceof UsageException ? ExitCode.USAGE : ExitCode.ERROR;
      }
      err.println("datalayer: unexpected: " + exception);
      exception.printStackTrace(err);
      return ExitCode.ERROR;
    };
  }

  private static boolean isForPeople(Exception exception) {
    return exception instanceof UsageException
        || exception instanceof ConfigException
        || exception instanceof StartException
        || exception instanceof ControlException
        || exception instanceof ClickHouseException
        || exception instanceof LedgerException
        || exception instanceof LandingException
        || exception instanceof MigrationException
        || exception instanceof EngineException;
  }
}
