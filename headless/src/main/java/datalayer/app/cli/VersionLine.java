package datalayer.app.cli;

import datalayer.app.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionLine implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"datalayer " + ProgramVersion.name()};
  }
}
