package datalayer.console.fx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the console remembers from one start to the next. Losing it costs comfort, no data. */
public interface Settings {

  /** The remembered text, or the one given when there is none. */
  String read(String key, String otherwise);

  /** Remembers; a failure to is not worth disturbing anybody. */
  void write(String key, String value);

  /** Forgets everything at the end. */
  static Settings inMemory() {
    Map<String, String> values = new ConcurrentHashMap<>();
    return new Settings() {
      @Override
      public String read(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
      }

      @Override
      public void write(String key, String value) {
        values.put(key, value);
      }
    };
  }
}
