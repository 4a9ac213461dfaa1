package datalayer.app;

/** Which version this is. */
public final class ProgramVersion {

  private ProgramVersion() {}

  /** The version in the jar's manifest, or what stands for it where there is none. */
  public static String name() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "(built from sources)" : version;
  }
}
