package datalayer.app.daemon;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the service is, where systemd started it with {@code Type=notify}: the JDK has
 * no datagram sockets of its family, so its library is called. Elsewhere nothing is told.
 */
final class ServiceNotice {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceNotice.class);
  private static final String SOCKET = "NOTIFY_SOCKET";

  private final Optional<MethodHandle> notify;

  private ServiceNotice(Optional<MethodHandle> notify) {
    this.notify = notify;
  }

  @SuppressWarnings("restricted") // one call of a library that is part of systemd
  static ServiceNotice ofThisProcess() {
    if (System.getenv(SOCKET) == null) {
      return new ServiceNotice(Optional.empty());
    }
    try {
      SymbolLookup library = SymbolLookup.libraryLookup("libsystemd.so.0", Arena.global());
      return new ServiceNotice(
          Optional.of(
              Linker.nativeLinker()
                  .downcallHandle(
                      library.findOrThrow("sd_notify"),
                      FunctionDescriptor.of(
                          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS))));
    } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
      LOG.atWarn()
          .log("systemd waits to hear from us and libsystemd.so.0 is not there; use Type=exec");
      return new ServiceNotice(Optional.empty());
    }
  }

  void ready(String status) {
    tell("READY=1\nSTATUS=" + status);
  }

  void alive() {
    tell("WATCHDOG=1");
  }

  void stopping(String status) {
    tell("STOPPING=1\nSTATUS=" + status);
  }

  private void tell(String state) {
    if (notify.isEmpty()) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(state);
      int result = (int) notify.get().invokeExact(0, text);
      LOG.atDebug().addKeyValue("result", result).log("told systemd");
    } catch (Throwable e) {
      LOG.atWarn().setCause(e).log("systemd could not be told");
    }
  }
}
