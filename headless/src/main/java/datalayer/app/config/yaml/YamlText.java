package datalayer.app.config.yaml;

import datalayer.app.config.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** The characters of a file. */
final class YamlText {

  /** The largest file that is read, in bytes. */
  static final int LARGEST = 1 << 20;

  private YamlText() {}

  /**
   * The text of a file.
   *
   * @param keys what belongs into the file, for who has to create it
   * @throws ConfigException when there is no such file, or it is too large or not UTF-8
   */
  static String read(YamlFile file, List<Key> keys) {
    if (!Files.exists(file.path())) {
      throw new ConfigException(
          "there is no file %s. Create it with %s.".formatted(file.path(), Key.required(keys)));
    }
    if (!Files.isRegularFile(file.path())) {
      throw new ConfigException(file.path() + " is no file. A YAML file is expected there.");
    }
    try {
      long size = Files.size(file.path());
      if (size > LARGEST) {
        throw new ConfigException(
            String.format(
                Locale.ROOT,
                "%s has %,d bytes; a configuration file may have up to %,d.",
                file.name(),
                size,
                LARGEST));
      }
      return decoded(file, Files.readAllBytes(file.path()));
    } catch (IOException e) {
      throw new ConfigException("%s cannot be read: %s".formatted(file.path(), e));
    }
  }

  private static String decoded(YamlFile file, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      long line = 1 + out.flip().chars().filter(c -> c == '\n').count();
      throw new ConfigException(
          "%s line %d: this is not UTF-8 text. Save the file as UTF-8."
              .formatted(file.name(), line));
    }
    String text = out.flip().toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
