package datalayer.app.config;

import datalayer.ledger.LedgerAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that variables configure, checked.
 *
 * @param redis empty when publishing stays in process
 * @param operations empty when the ledger is a file in the data directory
 * @param remarks worth telling the operator, and no fault: a variable without effect, for example
 */
public record Settings(
    ClickHouseSettings clickHouse,
    Optional<RedisSettings> redis,
    Optional<OperationsSettings> operations,
    EngineSettings engine,
    ControlSettings control,
    BridgeSettings bridge,
    WorkerSettings worker,
    NetworkSettings network,
    VenueSettings venues,
    List<String> remarks) {

  public Settings {
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads the settings of this process.
   *
   * @throws ConfigException naming everything that is wrong
   */
  public static Settings ofThisProcess(Path configDirectory) {
    return read(System.getenv(), configDirectory, Path.of(""));
  }

  /**
   * Reads settings from the variables of a process, then from {@code .env} in the configuration's
   * directory, then from {@code .env} in the working directory; the first that names a variable
   * wins.
   *
   * @throws ConfigException naming everything that is wrong
   */
  public static Settings read(
      Map<String, String> variables, Path configDirectory, Path workingDirectory) {
    Problems problems = new Problems();
    Environment environment =
        Environment.read(variables, configDirectory, workingDirectory, problems);
    Settings settings =
        new Settings(
            ClickHouseSettings.from(environment),
            RedisSettings.from(environment),
            OperationsSettings.from(environment),
            EngineSettings.from(environment),
            ControlSettings.from(environment),
            BridgeSettings.from(environment),
            WorkerSettings.from(environment),
            NetworkSettings.from(environment),
            VenueSettings.from(environment),
            environment.remarks());
    refuseSamePorts(environment, settings);
    problems.throwIfAny();
    return settings;
  }

  /** The same over another ClickHouse. */
  public Settings over(ClickHouseSettings other) {
    return new Settings(
        other, redis, operations, engine, control, bridge, worker, network, venues, remarks);
  }

  /** Where the ledger is: the operator's database, or a file in the data directory. */
  public LedgerAddress ledger(Path dataDirectory) {
    return operations
        .map(OperationsSettings::address)
        .orElseGet(() -> LedgerAddress.inDirectory(dataDirectory));
  }

  private static void refuseSamePorts(Environment environment, Settings settings) {
    int control = settings.control().port();
    int bridge = settings.bridge().port();
    int engine = settings.engine().port();
    if (control != 0 && control == bridge) {
      environment.wrong(Variable.BRIDGE__PORT, "CONTROL__PORT is the same. Change one of them.");
    }
    if (engine != 0 && (engine == control || engine == bridge)) {
      environment.wrong(
          Variable.ENGINE__PORT,
          (engine == control ? "CONTROL__PORT" : "BRIDGE__PORT")
              + " is the same. Change one of them, or set ENGINE__PORT to 0 for any free one.");
    }
  }
}
