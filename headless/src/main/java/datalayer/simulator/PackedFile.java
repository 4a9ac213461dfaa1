package datalayer.simulator;

/**
 * A file of an archive and the checksum published beside it.
 *
 * @param key below the archive's address, without a leading slash
 * @param bytes of the zip
 * @param checksum the text of its {@code .CHECKSUM}
 */
public record PackedFile(String key, byte[] bytes, String checksum) {

  public String checksumKey() {
    return key + ".CHECKSUM";
  }

  /** The last part of the key. */
  public String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
