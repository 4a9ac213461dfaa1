package datalayer.console;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Writes a picture as PNG, so that the console needs no AWT. */
final class Png {

  private static final byte[] SIGNATURE = {(byte) 137, 80, 78, 71, 13, 10, 26, 10};

  private Png() {}

  static void write(WritableImage image, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        DataOutputStream data = new DataOutputStream(out)) {
      data.write(SIGNATURE);
      chunk(data, "IHDR", header(image));
      chunk(data, "IDAT", pixels(image));
      chunk(data, "IEND", new byte[0]);
    }
  }

  private static byte[] header(WritableImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(bytes)) {
      data.writeInt((int) image.getWidth());
      data.writeInt((int) image.getHeight());
      // 8 bits, red green blue, no interlace
      data.write(new byte[] {8, 2, 0, 0, 0});
    }
    return bytes.toByteArray();
  }

  private static byte[] pixels(WritableImage image) throws IOException {
    int width = (int) image.getWidth();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
      int[] row = new int[width];
      byte[] line = new byte[1 + 3 * width];
      for (int y = 0; y < (int) image.getHeight(); y++) {
        image
            .getPixelReader()
            .getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), row, 0, width);
        for (int x = 0; x < width; x++) {
          line[1 + 3 * x] = (byte) (row[x] >> 16);
          line[2 + 3 * x] = (byte) (row[x] >> 8);
          line[3 + 3 * x] = (byte) row[x];
        }
        deflater.write(line);
      }
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }
}
