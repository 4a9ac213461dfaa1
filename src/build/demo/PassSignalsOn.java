import sun.misc.Signal;

/**
 * An Ant task: from now on Ctrl-C and SIGTERM do not end Maven but the programs it runs, which end
 * gracefully; their exit code is Maven's business then.
 */
public final class PassSignalsOn {

  public void execute() {
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(
          new Signal(name),
          signal -> ProcessHandle.current().children().forEach(ProcessHandle::destroy));
    }
  }
}
