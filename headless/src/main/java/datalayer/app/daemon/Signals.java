package datalayer.app.daemon;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears SIGTERM and SIGINT. A shutdown hook hears only the first of them and cannot choose the exit
 * code; the JDK's own door to signals is not part of its specification, so it is looked for at run
 * time, and a hook is taken where it is not there.
 */
final class Signals {

  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
  private static final List<String> NAMES = List.of("TERM", "INT");

  private Signals() {}

  /** Tells of every such signal from now on, by name, on a thread of its own. */
  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
  static void listen(Consumer<String> heard) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      for (String name : NAMES) {
        InvocationHandler call =
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "handle" -> {
                    heard.accept("SIG" + name);
                    yield null;
                  }
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> arguments != null && proxy == arguments[0];
                  default -> "handler of SIG" + name;
                };
        Object listener =
            Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, call);
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
      }
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.atInfo().setCause(e).log("signals are heard through a shutdown hook");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> heard.accept("the end of the process"), "signals"));
    }
  }
}
